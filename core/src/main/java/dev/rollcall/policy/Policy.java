package dev.rollcall.policy;

import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a host wants of its sync. Immutable; one run uses one policy from its first to its last step. Every default is
 * said at the method of {@link Builder} that changes it.
 */
public final class Policy {

    private final FieldMapping username;
    private final List<FieldMapping> fields;
    private final Map<GuardKind, Guard> guards;
    private final Duration grace;
    private final Reactivation reactivation;
    private final boolean relinking;
    private final Set<AccountId> protectedAccounts;
    private final Set<ExternalId> ignored;
    private final long toleratedUnidentified;
    private final Duration approvalValidity;
    private final OnAuditFailure onAuditFailure;
    private final boolean recordUnchanged;

    private Policy(Builder builder) {
        this.username = builder.username;
        this.fields = List.copyOf(builder.fields);
        this.guards = Collections.unmodifiableMap(new EnumMap<>(builder.guards));
        this.grace = builder.grace;
        this.reactivation = builder.reactivation;
        this.relinking = builder.relinking;
        this.protectedAccounts = Set.copyOf(builder.protectedAccounts);
        this.ignored = Set.copyOf(builder.ignored);
        this.toleratedUnidentified = builder.toleratedUnidentified;
        this.approvalValidity = builder.approvalValidity;
        this.onAuditFailure = builder.onAuditFailure;
        this.recordUnchanged = builder.recordUnchanged;
    }

    /** Returns the policy of all defaults: the username follows the match key and nothing else is mapped. */
    public static Policy ofDefaults() {
        return builder().build();
    }

    /** Starts a policy of all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How the username follows the directory. */
    public FieldMapping username() {
        return username;
    }

    /** How every other mapped field does, in the order in which they were given. */
    public List<FieldMapping> fields() {
        return fields;
    }

    /** The fields that follow the directory after an account was created, {@code username} among them (R18, R19). */
    public Set<String> controlledFields() {
        TreeSet<String> names = new TreeSet<>();
        fields.stream()
                .filter(mapping -> mapping.mode() != MappingMode.ON_CREATE)
                .forEach(mapping -> names.add(mapping.field()));
        if (username.mode() != MappingMode.ON_CREATE) {
            names.add(FieldChange.USERNAME);
        }
        return Collections.unmodifiableSet(names);
    }

    /** The names of all mapped fields, without the username. */
    public Set<String> fieldNames() {
        TreeSet<String> names = new TreeSet<>();
        fields.forEach(mapping -> names.add(mapping.field()));
        return Collections.unmodifiableSet(names);
    }

    /** The lower-case names of all attributes that the mapping looks at. */
    public Set<String> attributes() {
        TreeSet<String> names = new TreeSet<>(username.source().attributes());
        fields.forEach(mapping -> names.addAll(mapping.source().attributes()));
        return Collections.unmodifiableSet(names);
    }

    /**
     * The names of all attributes that the mapping looks at, spelt as the host spelt them: some directories tell
     * capitals from small letters when they are asked. Where the host spelt a name in several ways, one of them.
     */
    public Set<String> attributeNames() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(username.source().attributeNames());
        fields.forEach(mapping -> names.addAll(mapping.source().attributeNames()));
        return Collections.unmodifiableSet(names);
    }

    /** Whether the mapping looks at the groups of a person. */
    public boolean usesGroups() {
        return username.source().usesGroups()
                || fields.stream().anyMatch(mapping -> mapping.source().usesGroups());
    }

    /** How far a run may go. */
    public Guard guard(GuardKind kind) {
        return guards.getOrDefault(kind, Guard.DEFAULT);
    }

    /** How long an absent person's account is left alone (R22). */
    public Duration grace() {
        return grace;
    }

    /** Who brings returning accounts back (R25). */
    public Reactivation reactivation() {
        return reactivation;
    }

    /** Whether a person created again under a new id receives the old account (R11). */
    public boolean isRelinking() {
        return relinking;
    }

    /** The accounts that are never blocked by a sync (R27). */
    public Set<AccountId> protectedAccounts() {
        return protectedAccounts;
    }

    /** The people who are left alone, account and all (R16). */
    public Set<ExternalId> ignored() {
        return ignored;
    }

    /** How many people without external id do not yet stop removals (R5). */
    public long toleratedUnidentified() {
        return toleratedUnidentified;
    }

    /** How long an approval or another permission for one run can be used (R33). */
    public Duration approvalValidity() {
        return approvalValidity;
    }

    /** What happens when the audit sink fails (R43). */
    public OnAuditFailure onAuditFailure() {
        return onAuditFailure;
    }

    /** Whether unchanged people get an audit event each (R41). */
    public boolean recordsUnchanged() {
        return recordUnchanged;
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.username = username;
        copy.fields.addAll(fields);
        copy.guards.putAll(guards);
        copy.grace = grace;
        copy.reactivation = reactivation;
        copy.relinking = relinking;
        copy.protectedAccounts.addAll(protectedAccounts);
        copy.ignored.addAll(ignored);
        copy.toleratedUnidentified = toleratedUnidentified;
        copy.approvalValidity = approvalValidity;
        copy.onAuditFailure = onAuditFailure;
        copy.recordUnchanged = recordUnchanged;
        return copy;
    }

    /** Builds a policy. Not safe for use by several threads. */
    public static final class Builder {
        private FieldMapping username = FieldMapping.of(FieldChange.USERNAME, ValueSource.matchKey());
        private final List<FieldMapping> fields = new ArrayList<>();
        private final EnumMap<GuardKind, Guard> guards = new EnumMap<>(GuardKind.class);
        private Duration grace = Duration.ZERO;
        private Reactivation reactivation = Reactivation.AUTOMATIC;
        private boolean relinking;
        private final Set<AccountId> protectedAccounts = new HashSet<>();
        private final Set<ExternalId> ignored = new HashSet<>();
        private long toleratedUnidentified;
        private Duration approvalValidity = Duration.ofDays(7);
        private OnAuditFailure onAuditFailure = OnAuditFailure.STOP;
        private boolean recordUnchanged;

        private Builder() {}

        /** Takes the username from this source; from the match key unless said. */
        public Builder username(ValueSource source) {
            return username(source, UnaryOperator.identity());
        }

        /** Takes the username from this source, with a mode, a length limit or a test of its form. */
        public Builder username(ValueSource source, UnaryOperator<FieldMapping> details) {
            this.username = details.apply(FieldMapping.of(FieldChange.USERNAME, source));
            return this;
        }

        /** Maps a field; it always follows the directory. */
        public Builder field(String name, ValueSource source) {
            return field(name, source, UnaryOperator.identity());
        }

        /** Maps a field, with a mode, a length limit, a test of its form, or as sensitive. */
        public Builder field(String name, ValueSource source, UnaryOperator<FieldMapping> details) {
            fields.add(details.apply(FieldMapping.of(name, source)));
            return this;
        }

        /** Sets one guard; {@link Guard#DEFAULT} unless said (R33). */
        public Builder guard(GuardKind kind, Guard guard) {
            guards.put(Objects.requireNonNull(kind, "kind"), Objects.requireNonNull(guard, "guard"));
            return this;
        }

        /**
         * Leaves an absent person's account alone for so long from the first run that missed them (R22); not at all
         * unless said.
         */
        public Builder grace(Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("A grace must not be negative: " + duration);
            }
            this.grace = duration;
            return this;
        }

        /** Says who brings returning accounts back (R25); {@link Reactivation#AUTOMATIC} unless said. */
        public Builder reactivation(Reactivation value) {
            this.reactivation = Objects.requireNonNull(value, "reactivation");
            return this;
        }

        /**
         * Lets a person who was deleted and created again, under a new external id and the same username, have the old
         * account back (R11); off unless said, because a recycled login looks the same.
         */
        public Builder relinking(boolean value) {
            this.relinking = value;
            return this;
        }

        /** Adds accounts that no sync may block, such as the last administrator's (R27); none unless said. */
        public Builder protect(Collection<AccountId> accounts) {
            protectedAccounts.addAll(accounts);
            return this;
        }

        /**
         * Adds people who are left alone (R16), beside those that administrators put on the ignore list; none unless
         * said.
         */
        public Builder ignore(Collection<ExternalId> people) {
            ignored.addAll(people);
            return this;
        }

        /**
         * Lets removals go on although so many people came without external id (R5); 0 unless said. Each of them may be
         * somebody whose account is then blocked as removed.
         */
        public Builder toleratedUnidentified(long people) {
            if (people < 0) {
                throw new IllegalArgumentException("A number of people must not be negative: " + people);
            }
            this.toleratedUnidentified = people;
            return this;
        }

        /** Sets how long an approval can be used; 7 days unless said (R33). */
        public Builder approvalValidity(Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("An approval must be valid for some time, not " + duration);
            }
            this.approvalValidity = duration;
            return this;
        }

        /** Says what a failing audit sink means; {@link OnAuditFailure#STOP} unless said (R43). */
        public Builder onAuditFailure(OnAuditFailure value) {
            this.onAuditFailure = Objects.requireNonNull(value, "onAuditFailure");
            return this;
        }

        /** Asks for an audit event for each unchanged person too (R41); only counted unless said. */
        public Builder recordUnchanged(boolean value) {
            this.recordUnchanged = value;
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws IllegalArgumentException naming every field that is mapped twice or has a name the engine needs
         *     itself
         */
        public Policy build() {
            List<String> errors = new ArrayList<>();
            if (username.isSensitive()) {
                errors.add("the username cannot be sensitive, as every record of a person names it");
            }
            Set<String> seen = new HashSet<>();
            for (FieldMapping mapping : fields) {
                String name = mapping.field();
                if (name.equals(FieldChange.USERNAME)) {
                    errors.add("the field 'username' is mapped with username(...)");
                } else if (name.equals(FieldChange.EXTERNAL_ID)) {
                    errors.add("the external id is not a field and cannot be mapped");
                } else if (!seen.add(name)) {
                    errors.add("the field '" + name + "' is mapped twice");
                }
            }
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException("The policy cannot be used: " + String.join("; ", errors));
            }
            return new Policy(this);
        }
    }
}
