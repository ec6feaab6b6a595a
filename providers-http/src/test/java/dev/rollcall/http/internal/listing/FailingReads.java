package dev.rollcall.http.internal.listing;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Authorization;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.DirectoryClient;
import dev.rollcall.http.internal.client.Fakes;
import dev.rollcall.http.internal.client.Sender;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.RawServer;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads with a token, from services that fail in each way and repeat it in each place, and prints all that can be
 * printed. A program.
 */
final class FailingReads {

    static final String TOKEN = "t0ken-nobody-may-see";

    private static final HttpSettings SETTINGS =
            HttpSettings.usual().withInsecureLoopback().withAttempts(1).withMaxResponseBytes(2_000);

    /** No answer but one that never ends has to come in this time, for that takes as long on any machine. */
    private static final HttpSettings IMPATIENT = SETTINGS.withResponseTimeout(Duration.ofSeconds(1));

    private FailingReads() {}

    public static void main(String[] arguments) throws Exception {
        for (Map.Entry<String, String> answer : answers().entrySet()) {
            try (RawServer server = RawServer.saying(answer.getValue())) {
                read(answer.getKey(), server.address("/list?token=" + TOKEN), TOKEN, SETTINGS);
            }
        }
        try (RawServer server = RawServer.stallingAfter(status(200) + "Content-Length: 90\r\n\r\n" + TOKEN)) {
            do { // on a machine that was busy for a second, the server may not have been asked yet
                read("stalled", server.address("/list?token=" + TOKEN), TOKEN, IMPATIENT);
            } while (server.questions().isEmpty());
        }
        URI nowhere = URI.create("http://127.0.0.1:1/list?token=" + TOKEN);
        read("unsendable", nowhere, TOKEN + "\n", SETTINGS);
        read("nobody there", nowhere, TOKEN, SETTINGS);
        read("TLS", URI.create("https" + nowhere.toString().substring(4)), TOKEN, SETTINGS);
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        for (int status : List.of(302, 400, 401, 403, 404, 410, 429, 500, 503)) {
            answers.put("status " + status, status(status) + "Content-Length: 0\r\n\r\n");
        }
        answers.put("waiting", status(503) + "Retry-After: 30\r\nContent-Length: 0\r\n\r\n");
        answers.put("cut", status(200) + "Content-Length: 90\r\n\r\n[{\"" + TOKEN);
        answers.put("malformed", status(200) + "\r\n[{\"" + TOKEN);
        answers.put("too large", status(200) + "\r\n" + TOKEN.repeat(200));
        answers.put("no HTTP", TOKEN + "\r\n\r\n");
        answers.put("count", status(200) + "Total: 7\r\nContent-Length: 2\r\n\r\n[]");
        answers.put(
                "foreign",
                status(200) + "Next: https://ann:" + TOKEN + "@elsewhere.test/" + TOKEN + "?a=" + TOKEN
                        + "\r\nContent-Length: 2\r\n\r\n[]");
        return answers;
    }

    private static String status(int status) {
        return "HTTP/1.1 " + status + " " + TOKEN + "\r\nX-Echo: " + TOKEN + "\r\nLocation: /" + TOKEN
                + "\r\nWWW-Authenticate: Bearer error=\"" + TOKEN + "\"\r\n";
    }

    @SuppressWarnings("SystemOut") // what is printed is what is looked at
    private static void read(String name, URI address, String token, HttpSettings settings) {
        FakeTime time = new FakeTime();
        Sender sender = new Sender(
                new JdkTransport(settings),
                time,
                Deadline.in(Duration.ofMinutes(5), time),
                settings,
                new Fakes.Patience(time),
                Fakes.WORDS,
                Attendance.UNATTENDED);
        DirectoryClient client = new DirectoryClient(sender, Origin.of(address), new Bearer(token), Fakes.WORDS);
        Listings.Receiver<Listing> nobody = new Listings.Receiver<>() {
            @Override
            public void page(Listing list, Page page) {
                System.out.println(page.items());
            }

            @Override
            public void waiting() {
                // Go on.
            }
        };
        try {
            new Listings(client, settings, Fakes.WORDS).read(List.of(new At(address)), nobody);
            System.out.println(name + ": nothing is wrong");
        } catch (DirectoryException | IllegalArgumentException e) {
            System.out.println(name + ": ");
            e.printStackTrace(System.out);
        }
    }

    private record Bearer(String token) implements Authorization {
        @Override
        public Request sign(Request request) {
            return request.with("Authorization", "Bearer " + token);
        }

        @Override
        public boolean renew(Request refused) {
            return true;
        }
    }

    /** The list of numbers at an address. */
    private record At(URI address) implements Listing {
        private static final Numbers NUMBERS = new Numbers("/list");

        @Override
        public String name() {
            return "the list";
        }

        @Override
        public Request first() {
            return Request.get(address);
        }

        @Override
        public Request follow(URI next) {
            return Request.get(next);
        }

        @Override
        public Page parse(int number, Answer answer) {
            return NUMBERS.parse(number, answer);
        }

        @Override
        public boolean isPlaceLost(int number, Answer refusal) {
            return NUMBERS.isPlaceLost(number, refusal);
        }
    }
}
