package dev.rollcall.judges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the real services once answered, read from the folder that a system property names. */
final class Recordings {

    static final String FOLDER = "rollcall.recordings";

    private static final String OKTA = "okta-exchanges.json";
    private static final String ENTRA = "entra-token-fixtures.json";
    private static final String GRAPH = "graph-doc-examples.json";

    static final List<String> FILES = List.of(OKTA, ENTRA, GRAPH);

    private Recordings() {}

    /** All exchanges with Okta, in the order in which they are kept. */
    static List<RecordedExchange> okta() {
        List<RecordedExchange> exchanges = new ArrayList<>();
        read(OKTA).path("exchanges").forEach(exchange -> exchanges.add(RecordedExchange.of(exchange)));
        return exchanges;
    }

    /** The exchange of a test of Okta's, by the name and number it is kept under. */
    static RecordedExchange okta(String name, int number) {
        return okta().stream()
                .filter(exchange -> exchange.name().equals(name + " " + number))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exchange " + name + " " + number));
    }

    /** What the token endpoint of Entra ID answered: status and body, by the name they are kept under. */
    static Map<String, JsonNode> entraTokens() {
        Map<String, JsonNode> answers = new TreeMap<>();
        read(ENTRA).path("fixtures").properties().forEach(fixture -> {
            if (fixture.getValue().has("response")) {
                answers.put(
                        fixture.getKey().replace(".json", ""),
                        fixture.getValue().get("response"));
            }
        });
        return answers;
    }

    /** The examples of the documentation of Graph: request and response. */
    static List<JsonNode> graphExamples() {
        List<JsonNode> examples = new ArrayList<>();
        read(GRAPH).path("mocks").forEach(examples::add);
        return examples;
    }

    private static JsonNode read(String file) {
        try {
            return new ObjectMapper()
                    .readTree(Path.of(System.getProperty(FOLDER), file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
