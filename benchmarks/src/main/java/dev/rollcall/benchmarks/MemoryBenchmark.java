package dev.rollcall.benchmarks;

import dev.rollcall.SyncEngine;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.util.Set;

/**
 * One run over many people, to be started with a small heap: {@code java -Xmx256m … MemoryBenchmark unchanged 1000000},
 * {@code java -Xmx512m … MemoryBenchmark import 1000000}. It ends, or runs out of memory. Prints how long it took,
 * beside the time that the bare reading of both sides takes in the same process.
 */
public final class MemoryBenchmark {

    private MemoryBenchmark() {}

    /**
     * Runs.
     *
     * @param arguments {@code unchanged} or {@code import}, and the number of people
     */
    public static void main(String[] arguments) {
        boolean unchanged = arguments[0].equals("unchanged");
        int people = Integer.parseInt(arguments[1]);
        GeneratedAccounts accounts = new GeneratedAccounts(unchanged ? people : 0);
        GeneratedPeople directory = new GeneratedPeople(people);

        long floorBegin = System.nanoTime();
        long characters = bare(accounts, people, unchanged);
        long floor = System.nanoTime() - floorBegin;

        Policy.Builder policy = Policy.builder();
        for (int field = 0; field < GeneratedPeople.FIELDS; field++) {
            policy.field("field" + field, ValueSource.attribute("attribute" + field));
        }
        SyncEngine engine = SyncEngine.builder("bench", directory, accounts)
                .policy(policy.build())
                .audit(events -> {})
                .build();
        long begin = System.nanoTime();
        SyncReport report = engine.run();
        long took = System.nanoTime() - begin;

        long expected = unchanged
                ? report.figures().of(PersonResult.UNCHANGED)
                : Math.min(report.figures().of(Count.CREATED), accounts.created());
        if (report.outcome() != Outcome.COMPLETED || expected != people) {
            throw new IllegalStateException("The run did not do what it should: " + report);
        }
        System.out.printf(
                "%s of %d people x %d fields: %.1f s (bare reading of both sides: %.1f s, %d characters), heap limit %d MB%n",
                arguments[0],
                people,
                GeneratedPeople.FIELDS,
                took / 1e9,
                floor / 1e9,
                characters,
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println("phases: " + report.durations());
    }

    private static long bare(GeneratedAccounts accounts, int people, boolean unchanged) {
        long[] characters = {0};
        if (unchanged) {
            accounts.scan(
                    DirectoryName.of("bench"),
                    Set.of(),
                    account -> characters[0] += account.username().value().length());
        }
        for (int number = 0; number < people; number++) {
            characters[0] +=
                    GeneratedPeople.person(number).matchKey().orElse("").length();
        }
        return characters[0];
    }
}
