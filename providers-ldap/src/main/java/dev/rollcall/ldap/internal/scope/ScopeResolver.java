package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.LdapSettings.Chosen;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.people.ExternalIds;
import dev.rollcall.ldap.internal.people.UnreadableException;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks up every base and every chosen group and unit before anybody is read (R3): each has to be there, and once. */
public final class ScopeResolver {

    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");

    private final LdapSettings settings;
    private final Searches searches;
    private final ScopeMemory memory;
    private final PrimaryGroups primaryGroups;
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final List<FoundEntry> bases = new ArrayList<>();
    private List<String> groupRoots = List.of();

    public ScopeResolver(LdapSettings settings, Searches searches) {
        this.settings = settings;
        this.searches = searches;
        this.memory = ScopeMemory.of(settings.scope().memory());
        this.primaryGroups = PrimaryGroups.of(settings);
    }

    /**
     * Looks everything up.
     *
     * @throws DirectoryConfigurationException naming everything that is not there, is there twice or is something else
     */
    public ResolvedScope resolve() {
        ResolvedScope found = tryToResolve();
        if (!problems.isEmpty()) {
            List<String> all = new ArrayList<>();
            problems.forEach((subject, problem) -> all.add(subject + " " + problem));
            throw new DirectoryConfigurationException(
                    String.join("; ", all) + " (" + searches.server() + "); nobody was read");
        }
        return found;
    }

    /** Looks everything up, and leaves out what is not there; {@link #problems} tells of it. */
    public ResolvedScope tryToResolve() {
        bases.clear();
        settings.scope().bases().forEach(base -> {
            Chosen chosen = new Chosen(base.toString(), base, null);
            find("base", chosen, ANYTHING).ifPresent(bases::add);
        });
        groupRoots = settings.scope().groups().isEmpty() ? List.of() : groupRoots();
        List<FoundEntry> groups =
                all("group", settings.scope().groups(), settings.scope().groupFilter());
        groups.removeIf(this::isWithoutPrimary);
        List<FoundEntry> units = all("unit", settings.scope().units(), ANYTHING);
        List<FoundEntry> leftOut = all("unit to leave out,", settings.scope().exceptUnits(), ANYTHING);
        return new ResolvedScope(bases, groups, units, leftOut, groupRoots);
    }

    private boolean isWithoutPrimary(FoundEntry group) {
        boolean without = group.primary() == null && primaryGroups.isEveryGroups();
        if (without) {
            problems.putIfAbsent(
                    "group '" + group.chosen().text() + "'",
                    "shows no objectSid, so that people whose primary group it is cannot be found: let the service account read it");
        }
        return without;
    }

    /**
     * A chosen group's groups may lie anywhere, so they are looked for in the whole naming context of each base, where
     * the account may look there.
     */
    private List<String> groupRoots() {
        Set<String> roots = new LinkedHashSet<>();
        for (FoundEntry base : bases) {
            roots.add(searches.session().rootDse().namingContexts().stream()
                    .filter(Roots::isName)
                    .filter(context -> CanonicalDn.isBelowOrSame(base.canonical(), CanonicalDn.of(context)))
                    .max(Comparator.comparingInt(String::length))
                    .filter(context -> searches.look(Query.of(context, List.of(), "the naming context " + context))
                            .entry()
                            .isPresent())
                    .orElse(base.dn()));
        }
        return roots.stream()
                .filter(root ->
                        roots.stream().noneMatch(other -> !other.equals(root) && Roots.areAbove(root, List.of(other))))
                .toList();
    }

    /** What was wrong, by what it was about. */
    public Map<String, String> problems() {
        return problems;
    }

    /** Remembers the ids of what was found, after a read that was complete. */
    public void remember(ResolvedScope scope) {
        Map<String, String> ids = new TreeMap<>();
        scope.all().forEach(found -> {
            if (found.chosen().dn() != null && found.id() != null) {
                ids.put(found.chosen().text(), found.id());
            }
        });
        memory.remember(ids);
    }

    private List<FoundEntry> all(String kind, List<Chosen> chosen, Filter filter) {
        List<FoundEntry> found = new ArrayList<>();
        chosen.forEach(each -> find(kind, each, filter).ifPresent(found::add));
        return found;
    }

    private Optional<FoundEntry> find(String kind, Chosen chosen, Filter filter) {
        String subject = kind + " '" + chosen.text() + "'";
        if (chosen.id() != null) {
            return byId(subject, chosen, chosen.id(), filter);
        }
        Optional<FoundEntry> named = byName(subject, chosen, filter);
        String remembered = "base".equals(kind) ? null : memory.id(chosen.text());
        if (remembered == null
                || named.map(found -> remembered.equals(found.id())).orElse(false)) {
            return named;
        }
        return rememberedOne(subject, chosen, named.orElse(null), remembered, filter);
    }

    /** What was chosen by name has another name now, or another entry has its name. */
    private Optional<FoundEntry> rememberedOne(
            String subject, Chosen chosen, @Nullable FoundEntry named, String id, Filter filter) {
        String before = problems.get(subject);
        Optional<FoundEntry> moved = byId(subject, chosen, id, filter);
        if (moved.isEmpty()) {
            problems.put(
                    subject,
                    named == null
                            ? String.valueOf(before)
                            : "is not the entry that it was, whose id was " + id
                                    + " and is gone: if the new one is meant, delete its line in "
                                    + settings.scope().memory());
            return Optional.empty();
        }
        problems.remove(subject);
        if (named != null) {
            problems.put(
                    subject,
                    "is another entry than it was: the former one is now '"
                            + moved.get().dn() + "' (id " + id
                            + "). Configure the one that is meant by that id, or delete its line in "
                            + settings.scope().memory());
            return Optional.empty();
        }
        return moved;
    }

    private Optional<FoundEntry> byName(String subject, Chosen chosen, Filter filter) {
        Searches.Look look = searches.look(new Query(
                String.valueOf(chosen.dn()), com.unboundid.ldap.sdk.SearchScope.BASE, filter, attributes(), subject));
        if (look.entry().isEmpty()) {
            problems.put(
                    subject,
                    look.isThere()
                            ? "is there, and is no group: " + filter + " does not find it"
                            : "is not there, or the account may not see it: correct the name, or choose it by id");
            return Optional.empty();
        }
        return look.entry().map(entry -> found(chosen, entry));
    }

    private Optional<FoundEntry> byId(String subject, Chosen chosen, String id, Filter filter) {
        List<SearchResultEntry> hits = new ArrayList<>();
        Filter both;
        try {
            both = Filter.createANDFilter(
                    filter, ExternalIds.filterFor(idRule(), id).orElseThrow());
        } catch (UnreadableException e) {
            problems.put(subject, "cannot be looked up: " + e.why());
            return Optional.empty();
        }
        List<String> roots = filter.equals(settings.scope().groupFilter())
                ? groupRoots
                : bases.stream().map(FoundEntry::dn).toList();
        roots.forEach(root -> hits.addAll(searches.all(Query.below(root, both, attributes(), subject))));
        if (hits.size() != 1) {
            problems.put(
                    subject,
                    hits.isEmpty()
                            ? "is not below the bases, or the account may not see it: no entry has the id " + id
                            : "is there " + hits.size() + " times");
            return Optional.empty();
        }
        return Optional.of(found(chosen, hits.get(0)));
    }

    private FoundEntry found(Chosen chosen, SearchResultEntry entry) {
        return new FoundEntry(chosen, entry.getDN(), CanonicalDn.of(entry.getDN()), id(entry), primaryGroups.of(entry));
    }

    private @Nullable String id(SearchResultEntry entry) {
        try {
            return ExternalIds.of(idRule(), entry);
        } catch (UnreadableException e) {
            return null; // then it is known by name only
        }
    }

    private List<String> attributes() {
        TreeSet<String> attributes = new TreeSet<>(primaryGroups.groupAttributes());
        attributes.add(idRule().attribute());
        return List.copyOf(attributes);
    }

    /** Groups and units have the id of the preset, whatever people have. */
    private LdapExternalId idRule() {
        return settings.preset().externalId();
    }
}
