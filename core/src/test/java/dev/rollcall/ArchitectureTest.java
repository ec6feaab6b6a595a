package dev.rollcall;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The arrows of docs/architecture.md: each room knows the rooms below it and no others. */
@AnalyzeClasses(packages = "dev.rollcall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] OUTSIDE = {"java..", "org.jspecify..", "org.slf4j.."};

    /**
     * A room of this package alone may depend on these rooms of ours, on the JDK, on annotations and on the logging
     * facade.
     */
    private static ClassesShouldConjunction room(String name, String... below) {
        String self = "dev.rollcall." + name;
        String[] allowed = Stream.of(
                        Stream.of(self),
                        Arrays.stream(below).map(each -> "dev.rollcall." + each),
                        Arrays.stream(OUTSIDE))
                .flatMap(each -> each)
                .toArray(String[]::new);
        return classes().that().resideInAPackage(self).should().onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }

    @ArchTest
    static final ArchRule words = room("identity");

    @ArchTest
    static final ArchRule ruleNames = room("rules");

    @ArchTest
    static final ArchRule directory = room("directory", "identity");

    @ArchTest
    static final ArchRule survey = room("directory.survey");

    @ArchTest
    static final ArchRule lock = room("lock", "identity");

    @ArchTest
    static final ArchRule audit = room("audit", "identity", "rules");

    @ArchTest
    static final ArchRule account = room("account", "identity", "audit", "lock");

    @ArchTest
    static final ArchRule policy = room("policy", "identity", "directory", "audit");

    @ArchTest
    static final ArchRule plan = room("plan", "identity", "account", "audit", "rules");

    @ArchTest
    static final ArchRule run = room("run", "identity", "audit", "plan", "policy");

    @ArchTest
    static final ArchRule theRulesKnowNoEngineAndNoStorage = noClasses()
            .that()
            .resideInAPackage("dev.rollcall.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.rollcall", "dev.rollcall.internal..", "dev.rollcall.run", "dev.rollcall.lock");

    @ArchTest
    static final ArchRule theRulesDoNoInputOrOutputAndKnowNoClockThreadOrLog = noClasses()
            .that()
            .resideInAnyPackage("dev.rollcall.rules..", "dev.rollcall.policy", "dev.rollcall.plan")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Thread.class);

    @ArchTest
    static final ArchRule onlyTheFrontDoorOpensTheEngineRoom = noClasses()
            .that()
            .resideOutsideOfPackages("dev.rollcall", "dev.rollcall.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.rollcall.internal..");

    @ArchTest
    static final ArchRule lettersAreFoldedTheSameInEveryLocale = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(Locale.class, "getDefault");

    @ArchTest
    static final ArchRule timeComesFromOutside = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule onlyDefaultsNameTheSystemClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.rollcall.SyncEngine$Builder")
            .and()
            .doNotHaveFullyQualifiedName("dev.rollcall.lock.LocalRunLock")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");
}
