package dev.rollcall.http.internal.listing;

import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Authorization;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.DirectoryClient;
import dev.rollcall.http.internal.client.Fakes;
import dev.rollcall.http.internal.client.Sender;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.ScriptedTransport;
import dev.rollcall.http.internal.exchange.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reading of lists of numbers, with what arrived. */
final class Reading implements Listings.Receiver<Numbers> {

    private static final Authorization NONE = new Authorization() {
        @Override
        public Request sign(Request request) {
            return request;
        }

        @Override
        public boolean renew(Request refused) {
            return false;
        }
    };

    final FakeTime time = new FakeTime();
    final ScriptedTransport transport = new ScriptedTransport();
    final Map<String, List<Long>> received = new TreeMap<>();
    private HttpSettings settings = HttpSettings.usual();
    private Runnable onPage = () -> {};
    private Runnable onWaiting = () -> {};

    Reading with(HttpSettings other) {
        settings = other;
        return this;
    }

    /** What the receiver does with each page, after it has kept what is on it. */
    Reading onPage(Runnable action) {
        onPage = action;
        return this;
    }

    /** What the receiver does when it is asked whether to go on. */
    Reading onWaiting(Runnable action) {
        onWaiting = action;
        return this;
    }

    List<Listings.Walk> read(String... paths) {
        return read(transport, paths);
    }

    List<Listings.Walk> read(Transport over, String... paths) {
        Deadline deadline = Deadline.in(Duration.ofHours(1), time);
        Fakes.Patience patience = new Fakes.Patience(time);
        Sender sender = new Sender(over, time, deadline, settings, patience, Fakes.WORDS, Attendance.UNATTENDED);
        DirectoryClient client = new DirectoryClient(sender, Origin.of(Fakes.HOME), NONE, Fakes.WORDS);
        List<Numbers> lists = List.of(paths).stream().map(Numbers::new).toList();
        return new Listings(client, settings, Fakes.WORDS).read(lists, this);
    }

    @Override
    public void page(Numbers list, Page page) {
        received.computeIfAbsent(list.toString(), unused -> new ArrayList<>()).addAll(Numbers.numbers(page));
        onPage.run();
    }

    @Override
    public void waiting() {
        onWaiting.run();
    }
}
