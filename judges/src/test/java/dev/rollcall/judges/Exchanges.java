package dev.rollcall.judges;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.okta.Mishap;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** Everything that was asked and answered, for the descriptions to judge. */
final class Exchanges implements BiConsumer<HttpQuestion, HttpReply> {

    private record Exchange(HttpQuestion question, HttpReply reply) {}

    private final Queue<Exchange> all = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(HttpQuestion question, HttpReply reply) {
        all.add(new Exchange(question, reply));
    }

    /** A mishap of Okta whose answer is kept as well; an org shows its own answers alone. */
    Mishap seen(Mishap mishap) {
        return (question, honest) -> {
            HttpReply reply = mishap.answer(question, honest);
            accept(question, reply);
            return reply;
        };
    }

    /** The kinds of exchanges there were: status and path, with {@code *} for what is an id. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        for (Exchange exchange : all) {
            String path = exchange.question().path();
            kinds.add(exchange.reply().status() + " "
                    + path.replaceAll("(?<=/(users|groups)/)(?!delta)[^/]+", "*")
                            .replaceAll("^/[^/]+(?=/oauth2/v2)", "/*"));
        }
        return kinds;
    }

    /** What the descriptions find wrong. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Exchange exchange : all) {
            faults.addAll(description(exchange.question().path()).faults(exchange.question(), exchange.reply()));
        }
        return faults;
    }

    private static ApiDescription description(String path) {
        if (path.startsWith("/v1.0/")) {
            return ApiDescription.GRAPH;
        }
        if (path.endsWith("/oauth2/v2.0/token")) {
            return ApiDescription.ENTRA_TOKEN;
        }
        return path.endsWith("/token") ? ApiDescription.OKTA_TOKEN : ApiDescription.OKTA;
    }
}
