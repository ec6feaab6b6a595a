package dev.rollcall.testkit;

import static dev.rollcall.testkit.ProviderDefects.defect;
import static dev.rollcall.testkit.ProviderDefects.read;
import static dev.rollcall.testkit.ProviderDefects.sink;
import static dev.rollcall.testkit.ReadDefects.leavingOpen;
import static dev.rollcall.testkit.ScriptedDirectoryContractTest.SECRET;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What providers do wrong where something else is wrong already, and in how they say so. */
final class FailureDefects {

    private FailureDefects() {}

    static Stream<ProviderDefect> all() {
        return Stream.of(failures(), secrets(), validations()).flatMap(stream -> stream);
    }

    private static Function<ScriptedDirectory, DirectoryProvider> whenItBreaks(
            BiFunction<ForwardingSink, DirectoryException, Completion> instead) {
        return read((sound, request, people) -> {
            ForwardingSink counting = new ForwardingSink(people);
            try {
                return sound.read(request, counting);
            } catch (DirectoryUnavailableException | DirectoryCredentialsException e) {
                return instead.apply(counting, e);
            }
        });
    }

    private static Stream<ProviderDefect> failures() {
        return Stream.of(
                defect(
                        "takes a break for the end",
                        "throwsWhereverTheReadBreaks",
                        whenItBreaks((people, e) -> people.complete(0, "no more came"))),
                defect(
                        "takes a break at the very end for the end",
                        "throwsWhereverTheReadBreaks",
                        whenItBreaks((people, e) -> {
                            if (people.delivered < 5) {
                                throw e;
                            }
                            return people.complete(0, "no more came");
                        })),
                defect("completes, then breaks", "throwsWhereverTheReadBreaks", whenItBreaks((people, e) -> {
                    people.complete(0, "no more came");
                    throw e;
                })),
                defect("throws anything", "throwsWhereverTheReadBreaks", whenItBreaks((people, e) -> {
                    throw new IllegalStateException(e);
                })),
                defect("breaks without a word", "throwsWhereverTheReadBreaks", whenItBreaks((people, e) -> {
                    throw new DirectoryUnavailableException("");
                })),
                defect(
                        "leaves everything open when the read breaks",
                        "closesEverythingWhenTheReadBreaks",
                        leavingOpen()),
                defect(
                        "takes an unreachable directory for an empty one",
                        "throwsWhereTheDirectoryCannotBeReached",
                        whenItBreaks((people, e) -> people.complete(0, "nobody answered"))),
                defect(
                        "takes wrong credentials for a failure",
                        "tellsThatTheCredentialsAreWrong",
                        whenItBreaks((people, e) -> {
                            throw new DirectoryUnavailableException(String.valueOf(e.getMessage()));
                        })));
    }

    private static Stream<ProviderDefect> secrets() {
        return Stream.of(
                defect("tells its password when it fails", "tellsNoSecret", whenItBreaks((people, e) -> {
                    throw new DirectoryUnavailableException("cannot bind with " + SECRET, e);
                })),
                defect("tells its password when it is refused", "tellsNoSecret", whenItBreaks((people, e) -> {
                    throw e instanceof DirectoryCredentialsException
                            ? new DirectoryCredentialsException(SECRET + " is refused")
                            : e;
                })),
                defect(
                        "tells its password in the evidence",
                        "tellsNoSecret",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public Completion complete(long count, String evidence) {
                                return super.complete(count, evidence + " ldap://admin:" + SECRET + "@host");
                            }
                        })),
                defect(
                        "tells its password in a warning",
                        "tellsNoSecret",
                        sound -> sound.warns("bound with " + SECRET)),
                defect("tells its password in the reason", "tellsNoSecret", sink(people -> new ForwardingSink(people) {
                    @Override
                    public void unreadable(DirectoryUser known, String why) {
                        super.unreadable(known, why + SECRET);
                    }
                })),
                defect(
                        "tells its password in a finding",
                        "tellsNoSecret",
                        validating(validation -> Validation.builder()
                                .ok("bind", "with " + SECRET)
                                .build())),
                defect("tells its password in toString", "tellsNoSecret", sound -> new SpoiltDirectory(sound) {
                    @Override
                    public String toString() {
                        return "Provider[password=" + SECRET + "]";
                    }
                }));
    }

    private static Function<ScriptedDirectory, DirectoryProvider> validating(UnaryOperator<Validation> change) {
        return sound -> new SpoiltDirectory(sound) {
            @Override
            public Validation validate(ReadRequest request) {
                return change.apply(super.validate(request));
            }
        };
    }

    private static Stream<ProviderDefect> validations() {
        return Stream.of(
                defect(
                        "finds nothing where all is well",
                        "namesWhatItValidatedWhereAllIsWell",
                        validating(validation -> Validation.builder().build())),
                defect(
                        "finds without words",
                        "namesWhatItValidatedWhereAllIsWell",
                        validating(validation -> Validation.builder().ok("", "").build())),
                defect(
                        "finds errors where all is well",
                        "namesWhatItValidatedWhereAllIsWell",
                        validating(validation -> Validation.builder()
                                .error("directory", "is there")
                                .build())),
                defect(
                        "uses itself up when it is validated",
                        "validatesWithoutEffect",
                        sound -> new SpoiltDirectory(sound) {
                            @Override
                            public Validation validate(ReadRequest request) {
                                Validation validation = super.validate(request);
                                sound.everybodyLeaves();
                                return validation;
                            }
                        }),
                defect(
                        "leaves a validation open",
                        "leavesNothingOpenAfterAValidation",
                        sound -> new SpoiltDirectory(sound) {
                            @Override
                            public Validation validate(ReadRequest request) {
                                OPEN.incrementAndGet();
                                return super.validate(request);
                            }
                        }),
                defect(
                        "does not count who is in a group",
                        "tellsHowManyPeopleEachChosenGroupHolds",
                        validating(validation -> new Validation(validation.findings().stream()
                                .map(finding -> new Finding(finding.level(), finding.subject(), "is there"))
                                .toList()))),
                defect(
                        "finds that all is well",
                        "findsWhatIsWrongInsteadOfThrowing",
                        validating(validation -> new Validation(validation.findings().stream()
                                .map(finding -> new Finding(Level.OK, finding.subject(), finding.text()))
                                .toList()))),
                defect(
                        "throws what it should find",
                        "findsWhatIsWrongInsteadOfThrowing",
                        sound -> new SpoiltDirectory(sound) {
                            @Override
                            public Validation validate(ReadRequest request) {
                                Validation validation = super.validate(request);
                                if (!validation.isValid()) {
                                    throw new DirectoryUnavailableException("cannot be validated");
                                }
                                return validation;
                            }
                        }),
                defect(
                        "reads to validate, and fails",
                        "findsWhatIsWrongInsteadOfThrowing",
                        sound -> new SpoiltDirectory(sound) {
                            @Override
                            public Validation validate(ReadRequest request) {
                                PersonSink sink = new RecordingSink();
                                sound.read(request, sink);
                                return Validation.builder()
                                        .ok("directory", "can be read")
                                        .build();
                            }
                        }));
    }
}
