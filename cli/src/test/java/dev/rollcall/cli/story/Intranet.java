package dev.rollcall.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody at the command line of an intranet does and sees. Usernames lack the domain's name behind them. */
public final class Intranet {

    public static final int DONE = 0;
    public static final int REFUSED = 4;
    public static final int NOT_FOUND = 5;
    public static final int INVALID = 6;
    public static final int HELD = 11;
    public static final int FAILED_CONFIGURATION = 21;
    public static final int FAILED_CREDENTIALS = 22;
    public static final int FAILED_UNAVAILABLE = 23;
    public static final int FAILED_INCOMPLETE = 24;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Cli cli;
    private final String domain;

    /** @param domain what stands behind the at sign of everybody's username */
    public Intranet(Cli cli, String domain) {
        this.cli = cli;
        this.domain = "@" + domain;
    }

    /** The report of a sync. */
    public record Run(Cli.Ended ended) {

        public String id() {
            return ended.json().get("run").asString();
        }

        public String message() {
            return ended.json().get("message").asString();
        }

        public String outcome() {
            return ended.json().get("outcome").asString();
        }

        /** What became of the people who were read, without what became of nobody. */
        public Map<String, Long> people() {
            return counts("people");
        }

        /** What was done to accounts, without what was not done. */
        public Map<String, Long> accounts() {
            return counts("accounts");
        }

        private Map<String, Long> counts(String which) {
            Map<String, Long> counts = new TreeMap<>();
            ended.json().get("figures").get(which).properties().forEach(each -> {
                if (each.getValue().asLong() != 0) {
                    counts.put(each.getKey(), each.getValue().asLong());
                }
            });
            return counts;
        }
    }

    /** Runs a command that has to end with this code; returns what it printed. */
    public String run(int code, String... command) {
        return ended(code, command).all();
    }

    /** Runs a sync that does what it should. */
    public Run sync(String... options) {
        return sync(DONE, options);
    }

    /** Runs a sync that has to end with this code. */
    public Run sync(int code, String... options) {
        List<String> command = new ArrayList<>(List.of("sync", "--json"));
        command.addAll(List.of(options));
        return new Run(ended(code, command.toArray(String[]::new)));
    }

    /** What an account is: its status and the reason, or that there is none that the directory owns. */
    public String account(String login) {
        return accounts().getOrDefault(login, "none");
    }

    /** All accounts that the directory owns, by name, each with its status and the reason for it. */
    public Map<String, String> accounts() {
        Map<String, String> accounts = new TreeMap<>();
        ended(DONE, "accounts", "-f", "json").json().forEach(account -> {
            JsonNode reason = account.get("blockReason");
            accounts.put(
                    name(account), account.get("status").asString() + (reason.isNull() ? "" : " " + reason.asString()));
        });
        return accounts;
    }

    /** The names of those who can work. */
    public List<String> active() {
        return accounts().entrySet().stream()
                .filter(account -> account.getValue().equals("ACTIVE"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the directory says of an account, and the id of the account itself. */
    public JsonNode details(String login) {
        for (JsonNode account : ended(DONE, "accounts", "-f", "json").json()) {
            if (name(account).equals(login)) {
                return account;
            }
        }
        throw new AssertionError("no account named " + login);
    }

    /** The audit log of the latest run or act: action, name and rule of each event but those of start and finish. */
    public List<String> told() {
        List<JsonNode> events = events();
        JsonNode run = events.get(events.size() - 1).get("run");
        return events.stream()
                .filter(event -> event.get("run").equals(run))
                .filter(event -> !event.get("action").asString().startsWith("RUN_"))
                .map(event -> event.get("action").asString() + " " + name(event) + " "
                        + event.get("rule").asString())
                .toList();
    }

    /** The words of the newest event about somebody. */
    public String toldOf(String login) {
        return events().stream()
                .filter(event -> name(event).equals(login))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .get("details")
                .asString();
    }

    private List<JsonNode> events() {
        return ended(DONE, "audit", "-f", "json").lines().stream()
                .map(MAPPER::readTree)
                .toList();
    }

    private Cli.Ended ended(int code, String... command) {
        Cli.Ended ended = cli.run(command);
        assertThat(ended.code()).as(ended.all()).isEqualTo(code);
        return ended;
    }

    private String name(JsonNode named) {
        String name = named.get("username").asString();
        return name.endsWith(domain) ? name.substring(0, name.length() - domain.length()) : name;
    }
}
