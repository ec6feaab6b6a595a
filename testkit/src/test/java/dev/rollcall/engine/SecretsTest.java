package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.BlockReason;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.Slf4jAuditSink;
import dev.rollcall.policy.OnAuditFailure;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.Phase;
import dev.rollcall.run.RunFailedException;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R28, R41: what others say in their exceptions is printed nowhere")
class SecretsTest {

    private static final String SECRET = "s3cr3t-token";

    private static IllegalStateException leak() {
        return new IllegalStateException(
                "Authorization: SSWS " + SECRET, new IllegalArgumentException("password=" + SECRET));
    }

    private static void leaking() {
        throw leak();
    }

    private static Arguments host(String what, Consumer<Host> leaking) {
        return Arguments.of(what, leaking);
    }

    private static Arguments parts(String what, UnaryOperator<SyncEngine.Builder> leaking) {
        return host(what, host -> host.with(parts -> leaking.apply(parts.audit(new Slf4jAuditSink()))));
    }

    private static Policy withFunction(Policy policy) {
        return policy.toBuilder()
                .field("computed", ValueSource.function(person -> {
                    throw leak();
                }))
                .field(
                        "tested",
                        ValueSource.attribute("title"),
                        field -> field.valid(
                                value -> {
                                    throw leak();
                                },
                                "well formed"))
                .build();
    }

    static Stream<Arguments> leaks() {
        return Stream.of(
                host("the provider", host -> host.directory.diesAt(1, leak())),
                host("a scan", host -> host.repository.before(WatchedRepository.Call.SCAN, SecretsTest::leaking)),
                host("holders", host -> host.repository.before(WatchedRepository.Call.HOLDERS, SecretsTest::leaking)),
                host("a load", host -> host.repository.before(WatchedRepository.Call.LOAD, SecretsTest::leaking)),
                host(
                        "a count",
                        host -> host.repository.before(WatchedRepository.Call.ACTIVE_ACCOUNTS, SecretsTest::leaking)),
                host("a write", host -> host.repository.before(WatchedRepository.Call.APPLY, SecretsTest::leaking)),
                host(
                        "the licence",
                        host -> host.licence(() -> {
                            throw leak();
                        })),
                host("the functions of the policy", host -> host.policy(withFunction(Host.UNGUARDED))),
                host(
                        "the source of the username",
                        host -> host.policy(Host.UNGUARDED.toBuilder()
                                .username(ValueSource.function(person -> {
                                    throw leak();
                                }))
                                .build())),
                host("the sink, going on", host -> {
                    host.policy(Host.UNGUARDED.toBuilder()
                            .onAuditFailure(OnAuditFailure.CONTINUE)
                            .build());
                    host.with(parts -> parts.audit(events -> leaking()));
                }),
                parts("the sink", parts -> parts.audit(events -> leaking())),
                parts(
                        "the lock",
                        parts -> parts.lock((directory, timeToLive) -> {
                            throw leak();
                        })),
                parts(
                        "the journal",
                        parts -> parts.journal((RunJournal) Proxy.newProxyInstance(
                                RunJournal.class.getClassLoader(),
                                new Class<?>[] {RunJournal.class},
                                (proxy, method, given) -> {
                                    throw leak();
                                }))),
                parts(
                        "the listener",
                        parts -> parts.listener(new SyncListener() {
                            @Override
                            public void phase(Phase phase) {
                                leaking();
                            }

                            @Override
                            public void changed(AuditEvent event) {
                                leaking();
                            }

                            @Override
                            public void finished(SyncReport report) {
                                leaking();
                            }
                        })),
                parts(
                        "the thread factory",
                        parts -> parts.threads(work -> {
                            throw leak();
                        })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaks")
    @DisplayName("R41: no report, event, message or log line repeats it")
    void nothingRepeatsIt(String what, Consumer<Host> leaking) {
        Host host = Host.of(
                        ScriptedDirectory.of(
                                person("1", "ann").with("title", "new"), person("2", "bob"), person("3", "cid")),
                        account("1", "ann"),
                        account("2", "bob").blocked(BlockReason.LICENCE_LIMIT))
                .policy(Host.UNGUARDED)
                .seats(2);
        leaking.accept(host);
        StringBuilder said = new StringBuilder();
        try (CapturedLog log = CapturedLog.at(Level.TRACE)) {
            SyncReport report = host.run();
            said.append(report).append(report.message()).append(report.failed()).append(report.rejected());
            said.append(report.warnings()).append(report.runRecord()).append(report.hold());
            said.append(host.audit.events()).append(host.journal.runs());
            try (var plan = host.engine().plan()) {
                plan.forEach(said::append);
                said.append(plan.summary()).append(plan.explain("ann"));
            } catch (RunFailedException e) {
                said.append(e.getMessage());
            } catch (IllegalStateException e) {
                assertThat(what).isIn("the journal", "the thread factory");
            }
            said.append(log.text());
        }

        assertThat(said.toString()).isNotBlank().doesNotContain(SECRET);
    }
}
