package dev.rollcall.http.internal.listing;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.ScriptedTransport;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of numbers, whose next page and total stand in headers; the place in it is lost with status 410. */
final class Numbers implements Listing {

    private final String path;

    Numbers(String path) {
        this.path = path;
    }

    /** A page with these numbers, and another page behind it if there is an address. */
    static Answer page(String next, int... numbers) {
        String body = IntStream.of(numbers)
                .mapToObj(n -> "{\"id\":\"" + n + "\",\"n\":" + n + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return next.isEmpty() ? ScriptedTransport.answer(200, body) : ScriptedTransport.answer(200, body, "Next", next);
    }

    /** As {@link #page}, from a service that counts. */
    static Answer countedPage(long total, String next, int... numbers) {
        Answer page = page(next, numbers);
        List<String> headers = new ArrayList<>(List.of("Total", Long.toString(total)));
        page.header("Next").ifPresent(value -> headers.addAll(List.of("Next", value)));
        return ScriptedTransport.answer(
                200, new String(page.body(), StandardCharsets.UTF_8), headers.toArray(String[]::new));
    }

    static List<Long> numbers(Page page) {
        return page.items().stream().map(item -> item.number("n").orElseThrow()).toList();
    }

    @Override
    public String name() {
        return "the numbers of '" + path + "'";
    }

    @Override
    public Request first() {
        return Request.get(URI.create("https://directory.test" + path));
    }

    @Override
    public Request follow(URI next) {
        return Request.get(next);
    }

    @Override
    public Page parse(int number, Answer answer) {
        try {
            return new Page(
                    JsonObject.parseArray(answer.body(), Set.of()),
                    answer.header("Next")
                            .map(next -> URI.create(next.contains(":") ? next : "https://directory.test" + next))
                            .orElse(null),
                    answer.header("Total")
                            .map(Long::parseLong)
                            .map(OptionalLong::of)
                            .orElse(OptionalLong.empty()));
        } catch (MalformedJsonException e) {
            throw new SnapshotIncompleteException(name() + " cannot be understood", e);
        }
    }

    @Override
    public boolean isPlaceLost(int number, Answer refusal) {
        return refusal.status() == 410;
    }

    @Override
    public String toString() {
        return path;
    }
}
