package dev.rollcall.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.testservers.ClosedPort;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * An intranet whose directory has bad days. Everybody can work, so on a good day a sync changes nothing; on a bad one
 * nothing is written but where somebody approved it. Most people are sellers: seller0, seller1 and so on.
 */
public final class TroubledIntranet extends Intranet {

    private final int people;
    private final String[] secrets;

    /**
     * @param people how many there are
     * @param secrets what no sync may say
     */
    public TroubledIntranet(Cli cli, String domain, int people, String... secrets) {
        super(cli, domain);
        this.people = people;
        this.secrets = secrets.clone();
    }

    /** Before the first bad day everybody gets an account. */
    public void begins() {
        assertThat(sync().people()).isEqualTo(Map.of("imported", (long) people));
        assertThat(run(DONE, "validate")).contains(people + " people");
    }

    /** A sync that has to end so, and leaves every account as it was; returns what it says. */
    public String fails(int code) {
        List<List<String>> before = table();
        Run run = sync(code);

        assertThat(run.outcome()).isEqualTo(code == HELD ? "HELD" : "FAILED");
        assertThat(table()).as("nothing is written").isEqualTo(before);
        assertThat(run.ended().all()).doesNotContain(secrets);
        return run.message();
    }

    public void isWellAgain() {
        assertThat(sync().people()).isEqualTo(Map.of("unchanged", (long) people));
        assertThat(active()).hasSize(people);
    }

    /** What happens with another configuration; with the usual one it is well again. */
    public void meanwhile(IntranetConfiguration other, Runnable events) {
        IntranetConfiguration usual = configuration();
        configure(other);
        events.run();

        configure(usual);
        isWellAgain();
    }

    /** A group that the configuration names is not there, and every command that looks for it says so (R3). */
    public void misses(String group) {
        assertThat(fails(FAILED_CONFIGURATION)).contains(group);
        run(FAILED_CONFIGURATION, "plan");
        assertThat(run(INVALID, "validate")).contains(group);
    }

    /** Nobody is in scope by this configuration, which is not believed (R2). */
    public void doesNotBelieve(IntranetConfiguration nobody) {
        meanwhile(nobody, () -> {
            fails(HELD);
            assertThat(run(HELD, "sync")).contains("EMPTY_SNAPSHOT");
        });
    }

    /** Nothing listens where the directory was. */
    public void findsNothing(WebConfiguration usual) {
        try (ClosedPort gone = ClosedPort.open()) {
            String address = "http://127.0.0.1:" + gone.number();
            meanwhile(usual.at(address), () -> {
                assertThat(fails(FAILED_UNAVAILABLE)).contains(address);
                run(INVALID, "validate");
            });
        }
    }

    /** The directory asks to wait for a minute, where a sync has less time. */
    public void cannotWait(WebConfiguration usual, Runnable asksToWait) {
        String hurried = usual.yaml().replace("attempts: 1", "attempts: 1, total-timeout: 20s");
        meanwhile(() -> hurried, () -> {
            asksToWait.run();
            assertThat(fails(FAILED_UNAVAILABLE)).contains("429");
        });
    }

    /**
     * Seven sellers leave, which is held until it is approved; that goes for six of them, but not for eight (R33). In
     * the end all are back.
     *
     * @param leaves takes the seller of this number out of scope
     * @param returns takes the seller of this number into scope
     */
    public void isReorganised(IntConsumer leaves, IntConsumer returns) {
        List<String> all = active();
        List<String> firstSix =
                IntStream.range(0, 6).mapToObj(i -> "seller" + i).toList();
        List<List<String>> before = table();

        IntStream.range(0, 7).forEach(leaves);
        run(HELD, "plan");
        String held = sync(HELD).id();
        assertThat(table()).isEqualTo(before);
        assertThat(run(DONE, "runs", held)).contains("seller0", "seller6").doesNotContain("seller7");

        leaves.accept(7);
        sync(HELD, "--approve", held, "--by", "olga");
        assertThat(table()).as("one more than approved").isEqualTo(before);

        returns.accept(7);
        returns.accept(6);
        assertThat(sync("--approve", held, "--by", "olga").accounts()).containsEntry("removed", 6L);
        assertThat(active())
                .hasSize(people - 6)
                .containsExactlyElementsOf(
                        all.stream().filter(name -> !firstSix.contains(name)).toList());

        IntStream.range(0, 6).forEach(returns);
        assertThat(sync().people()).isEqualTo(Map.of("activated", 6L, "unchanged", people - 6L));
    }
}
