package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.OnAuditFailure;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.Reactivation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that uses every key, and what comes of it. */
class FullConfigurationTest {

    private static final String EVERY_KEY = """
        database:
          url: jdbc:postgresql://localhost:5432/app?ssl=true
          user: rollcall
          password: {env: APP_PASSWORD}
          schema: sync
        users:
          table: app_user
          schema: host
          id: user_id
          username: login
          username-key: login_key
          status: {column: enabled, active: true, blocked: false}
          own-columns:
            owner: owner
            external-id: directory_id
            former-owner: former_owner
            block-reason: reason
            blocked-since: since
            absent-since: missed
          host-keeps-block-reason: true
          fields:
            name: display_name
            email: mail
            phone: phone
            teams: teams
            kind: kind
          on-create: {tenant: 7, theme: light, beta: true, code: "007"}
          new-id: uuid
        licence: 250
        audit-json-lines: audit.jsonl
        directories:
          staff:
            csv:
              file: people.csv
              match-key: Login
              external-id: Employee Id
              active: Status
              active-words: [here]
              inactive-words: [gone, away]
              groups: Teams
              group-separator: "/"
              in-groups: [sales, it]
              charset: windows-1252
              delimiter: "\\t"
              tolerate-empty-surplus: true
              settle-time: 90s
              max-age: 36h
              trailer: END
              row-count-file: people.count
              checksum-file: people.sha256
              done-marker: people.done
              work-folder: work
            policy:
              username: {attribute: Login, max-length: 40, pattern: "[a-z.]+", pattern-means: of small letters}
              fields:
                name: {joined: [first name, last name], separator: ", "}
                email: {attribute: mail, max-length: 60, mode: when-present, sensitive: true}
                phone: {all-values: phone, separator: ";", mode: on-create}
                teams: {groups: true, separator: "+"}
                kind: {constant: employee}
              guards:
                blocks: {share: 25%, floor: 10}
                renames: off
                clears: {share: 2.5%}
                rejections: {floor: 0}
              grace: 7d
              reactivation: administrators-only
              relinking: true
              protect: ["1", root]
              ignore: "4711"
              tolerated-unidentified: 3
              approval-validity: 48h
              on-audit-failure: continue
              record-unchanged: true
            deadline: 30m
          guests:
            csv: {file: /srv/guests.csv, match-key: mail}
        """;

    @TempDir
    private Path folder;

    private Configuration read;
    private Policy policy;

    @BeforeEach
    void readIt() {
        read = new YamlText(folder, EVERY_KEY)
                .variable("APP_PASSWORD", "hunter2")
                .read();
        policy = staff().policy();
    }

    private DirectorySettings staff() {
        return Objects.requireNonNull(read.directories().get("staff"));
    }

    private FieldMapping field(String name) {
        return policy.fields().stream()
                .filter(mapping -> mapping.field().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDatabase() {
        assertThat(read.database().url()).isEqualTo("jdbc:postgresql://localhost:5432/app?ssl=true");
        assertThat(read.database().user()).isEqualTo("rollcall");
        assertThat(Objects.requireNonNull(read.database().password()).reveal()).isEqualTo("hunter2");
        assertThat(read.database().schema()).isEqualTo("sync");
        assertThat(read.database().place()).isEqualTo("jdbc:postgresql://localhost:5432/app");
    }

    @Test
    void theDirectoriesInTheOrderOfTheFile() {
        assertThat(read.directories().keySet()).containsExactly("staff", "guests");
        assertThat(staff().name()).hasToString("staff");
        assertThat(staff().deadline()).isEqualTo(Duration.ofMinutes(30));
        assertThat(Objects.requireNonNull(read.directories().get("guests")).deadline())
                .isNull();
    }

    @Test
    void theLicenceAndTheSecondAuditLog() {
        assertThat(read.licence().seats()).isEqualTo(OptionalLong.of(250));
        assertThat(read.jsonLines()).isEqualTo(folder.resolve("audit.jsonl"));
    }

    @Test
    void theGuards() {
        assertThat(policy.guard(GuardKind.BLOCKS)).isEqualTo(new Guard(0.25, 10));
        assertThat(policy.guard(GuardKind.RENAMES)).isEqualTo(Guard.off());
        assertThat(policy.guard(GuardKind.CLEARS).share()).isEqualTo(0.025, within(1e-12));
        assertThat(policy.guard(GuardKind.CLEARS).floor()).isEqualTo(Guard.DEFAULT.floor());
        assertThat(policy.guard(GuardKind.REJECTIONS)).isEqualTo(new Guard(Guard.DEFAULT.share(), 0));
    }

    @Test
    void theChoices() {
        assertThat(policy.grace()).isEqualTo(Duration.ofDays(7));
        assertThat(policy.reactivation()).isNotEqualTo(Reactivation.AUTOMATIC);
        assertThat(policy.isRelinking()).isTrue();
        assertThat(policy.protectedAccounts()).containsExactlyInAnyOrder(AccountId.of("1"), AccountId.of("root"));
        assertThat(policy.ignored()).containsExactly(ExternalId.of("4711"));
        assertThat(policy.toleratedUnidentified()).isEqualTo(3);
        assertThat(policy.approvalValidity()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.onAuditFailure()).isNotEqualTo(OnAuditFailure.STOP);
        assertThat(policy.recordsUnchanged()).isTrue();
    }

    @Test
    void theUsername() {
        assertThat(policy.username().source().attributes()).containsExactly("login");
        assertThat(policy.username().objectionTo("ann")).isEmpty();
        assertThat(policy.username().objectionTo("Ann"))
                .hasValueSatisfying(why -> assertThat(why).contains("small letters"));
        assertThat(policy.username().objectionTo("a".repeat(41))).isPresent();
    }

    @Test
    void theModesOfTheFields() {
        assertThat(policy.fieldNames()).containsExactlyInAnyOrder("name", "email", "phone", "teams", "kind");
        assertThat(field("name").mode()).isEqualTo(MappingMode.ALWAYS);
        assertThat(field("email").mode()).isEqualTo(MappingMode.WHEN_PRESENT);
        assertThat(field("email").isSensitive()).isTrue();
        assertThat(field("email").objectionTo("m".repeat(61))).isPresent();
        assertThat(field("email").objectionTo("m".repeat(60))).isEmpty();
        assertThat(field("phone").mode()).isEqualTo(MappingMode.ON_CREATE);
        assertThat(field("phone").isSensitive()).isFalse();
    }

    @Test
    void theValuesOfTheFields() {
        DirectoryUser ann = DirectoryUser.builder()
                .externalId("1")
                .matchKey("ann")
                .activity(Activity.ACTIVE)
                .attribute("first name", "Ann")
                .attribute("last name", "Lee")
                .attribute("mail", "ann@example.org")
                .attribute("phone", "12", "34")
                .groups("sales", "it")
                .build();

        assertThat(field("name").source().valueFor(ann)).isEqualTo("Ann, Lee");
        assertThat(field("email").source().valueFor(ann)).isEqualTo("ann@example.org");
        assertThat(field("phone").source().valueFor(ann)).isEqualTo("12;34");
        assertThat(field("teams").source().valueFor(ann)).isEqualTo("it+sales");
        assertThat(field("kind").source().valueFor(ann)).isEqualTo("employee");
    }

    @Test
    void aDirectoryThatSaysNothingOfItHasThePolicyOfAllDefaults() {
        Policy usual = Objects.requireNonNull(read.directories().get("guests")).policy();

        assertThat(usual.fields()).isEmpty();
        assertThat(usual.grace()).isZero();
        assertThat(usual.guard(GuardKind.BLOCKS)).isEqualTo(Guard.DEFAULT);
        assertThat(usual.onAuditFailure()).isEqualTo(OnAuditFailure.STOP);
    }
}
