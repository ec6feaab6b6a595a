package dev.rollcall.benchmarks;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.entra.EntraDirectoryProvider;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.okta.OktaDirectoryProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads so many people in five overlapping groups of a stand-in of Okta or Entra ID, which runs in another process and
 * takes so many milliseconds for each answer: through the provider, and bare, in turns: {@code java … WebBenchmark okta
 * 100000 100}. Bare means that the same pages are fetched by the same number of threads, and that nothing is made of
 * them.
 */
public final class WebBenchmark {

    private static final int WARM_UP = 1;
    private static final int TURNS = 3;
    private static final Pattern OKTA_NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");
    private static final Pattern ENTRA_NEXT = Pattern.compile("\"@odata\\.nextLink\":\"([^\"]*)\"");
    private static final List<String> OKTA_ATTRIBUTES = List.of("firstName", "lastName", "email", "department");
    private static final List<String> ENTRA_ATTRIBUTES = List.of("givenName", "surname", "mail", "department");

    private final StandInProcess standIn;
    private final boolean okta;
    private final DirectoryProvider provider;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int parallel = HttpSettings.usual().parallel();

    private WebBenchmark(StandInProcess standIn, boolean okta) {
        this.standIn = standIn;
        this.okta = okta;
        HttpSettings http = HttpSettings.usual().withInsecureLoopback();
        List<String> groups = standIn.groups().stream().map(id -> "id:" + id).toList();
        this.provider = okta
                ? OktaDirectoryProvider.builder(standIn.address())
                        .apiToken(() -> standIn.secret().toCharArray())
                        .inGroups(groups)
                        .http(http)
                        .build()
                : EntraDirectoryProvider.builder(standIn.tenant(), standIn.client())
                        .secret(() -> standIn.secret().toCharArray())
                        .endpoints(standIn.address(), standIn.address())
                        .inGroups(groups)
                        .http(http)
                        .build();
    }

    /**
     * Runs.
     *
     * @param arguments {@code okta} or {@code entra}, the number of people, and the milliseconds that an answer takes
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int people = Integer.parseInt(arguments[1]);
        try (StandInProcess standIn = StandInProcess.start(arguments[0], people, Integer.parseInt(arguments[2]))) {
            new WebBenchmark(standIn, "okta".equals(arguments[0])).run(people);
        }
    }

    private void run(int people) throws IOException, InterruptedException, ExecutionException {
        List<Double> floors = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int turn = 1; turn <= WARM_UP + TURNS; turn++) {
            int before = standIn.requests();
            long begin = System.nanoTime();
            bare();
            double floor = (System.nanoTime() - begin) / 1e9;
            int pages = standIn.requests() - before;
            // Besides the pages: one look at each group, and with Entra ID one token.
            int least = pages + standIn.groups().size() + (okta ? 0 : 1);
            begin = System.nanoTime();
            CountingSink sink = new CountingSink();
            provider.read(ReadRequest.of(DirectoryName.of("bench"), okta ? OKTA_ATTRIBUTES : ENTRA_ATTRIBUTES), sink);
            double seconds = (System.nanoTime() - begin) / 1e9;
            int requests = standIn.requests() - before - pages;
            if (sink.people() != standIn.memberships()) {
                throw new IllegalStateException(
                        sink.people() + " came instead of " + standIn.memberships() + " memberships");
            }
            System.out.printf(
                    "bare %.2f s, provider %.2f s (x %.2f); %d requests, at the least %d (x %.3f); heap in use %d MB%n",
                    floor, seconds, seconds / floor, requests, least, (double) requests / least, usedMegabytes());
            if (turn > WARM_UP) {
                floors.add(floor);
                ratios.add(seconds / floor);
            }
        }
        System.out.printf(
                "%d people, medians of %d turns: bare %.2f s, provider x %.2f%n",
                people, TURNS, median(floors), median(ratios));
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Fetches every page of every group, as many at once as the provider does. */
    private void bare() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<Integer>> lists = new ArrayList<>();
            for (String group : standIn.groups()) {
                lists.add(threads.submit(() -> fetch(group)));
            }
            for (Future<Integer> list : lists) {
                list.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int fetch(String group) throws IOException, InterruptedException {
        String first = okta
                ? standIn.address() + "/api/v1/groups/" + group + "/users?limit=200"
                : standIn.address() + "/v1.0/groups/" + group
                        + "/transitiveMembers?$top=999&$select=id,accountEnabled,userType,userPrincipalName,"
                        + String.join(",", ENTRA_ATTRIBUTES);
        int pages = 0;
        @Nullable URI page = URI.create(first);
        while (page != null) {
            HttpRequest request = HttpRequest.newBuilder(page)
                    .header("Authorization", (okta ? "SSWS " : "Bearer ") + standIn.token())
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode());
            }
            pages++;
            page = next(answer);
        }
        return pages;
    }

    private @Nullable URI next(HttpResponse<byte[]> answer) {
        if (okta) {
            for (String link : answer.headers().allValues("link")) {
                Matcher matcher = OKTA_NEXT.matcher(link);
                if (matcher.find()) {
                    return URI.create(matcher.group(1));
                }
            }
            return null;
        }
        Matcher matcher = ENTRA_NEXT.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        return matcher.find() ? URI.create(matcher.group(1)) : null;
    }

    /** The stand-in, in a process of its own, so that its memory and its work are not the reader's. */
    private record StandInProcess(Process process, BufferedReader out, Writer in, List<String> facts)
            implements AutoCloseable {

        static StandInProcess start(String kind, int people, int latency) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StandIn.class.getName(),
                            kind,
                            Integer.toString(people),
                            Integer.toString(latency))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("The stand-in did not start");
            }
            return new StandInProcess(
                    process, out, process.outputWriter(StandardCharsets.UTF_8), List.of(line.split(" ")));
        }

        String address() {
            return facts.get(0);
        }

        String tenant() {
            return facts.get(1);
        }

        String client() {
            return facts.get(2);
        }

        String secret() {
            return facts.get(3);
        }

        /** What the bare reading shows. */
        String token() {
            return facts.get(4);
        }

        int memberships() {
            return Integer.parseInt(facts.get(5));
        }

        List<String> groups() {
            return facts.subList(6, facts.size());
        }

        /** How many requests it was sent so far. */
        int requests() throws IOException {
            in.write("\n");
            in.flush();
            return Integer.parseInt(out.readLine());
        }

        @Override
        public void close() throws IOException {
            in.close(); // which ends it
            process.destroy();
        }
    }
}
