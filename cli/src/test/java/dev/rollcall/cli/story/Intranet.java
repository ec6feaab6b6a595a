package dev.rollcall.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody at the command line of an intranet does and sees. Usernames lack the domain's name behind them. */
public class Intranet {

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
    private @Nullable IntranetConfiguration configuration;

    /** @param domain what stands behind the at sign of everybody's username */
    public Intranet(Cli cli, String domain) {
        this.cli = cli;
        this.domain = "@" + domain;
    }

    /** Writes the configuration that is in force from now on. */
    public void configure(IntranetConfiguration next) {
        configuration = next;
        cli.config(next.yaml());
    }

    IntranetConfiguration configuration() {
        return Objects.requireNonNull(configuration, "there is no configuration yet");
    }

    /** Somebody has an account that no directory owns. */
    public void localAccount(String login) {
        cli.execute("insert into app_user (login, login_key, status) values ('" + login + "', lower('" + login
                + "'), 'ACTIVE')");
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

    /** A sync of which the audit log tells these events, in this order, and no others. */
    public void syncTells(String... events) {
        sync();
        assertThat(told()).containsExactly(events);
    }

    /** A sync of which the audit log tells nothing. */
    public void syncTellsNothing() {
        syncTells();
    }

    /** A sync of a day on which nothing happened: it finds these people, and writes nothing (R35). */
    public void quietDay(Map<String, Long> people) {
        writesNothing(() -> assertThat(sync().people()).isEqualTo(people));
        assertThat(told()).isEmpty();
    }

    /** What happens has to leave every account as it was. */
    public void writesNothing(Runnable events) {
        List<List<String>> before = table();
        events.run();
        assertThat(table()).isEqualTo(before);
    }

    /**
     * What happens in the directory has to rename accounts in place: nobody gets another one (R14).
     *
     * @param names of the accounts before, each with the name after
     */
    public void renames(Map<String, String> names, Runnable event) {
        Map<String, String> ids = new TreeMap<>();
        names.forEach((before, after) -> ids.put(after, accountId(before)));
        event.run();

        assertThat(sync().accounts())
                .containsEntry("renamed", (long) names.size())
                .doesNotContainKeys("created", "blocked");
        ids.forEach((after, id) -> assertThat(accountId(after)).as(after).isEqualTo(id));
    }

    /** Everything in the users table. */
    public List<List<String>> table() {
        return cli.query("select * from app_user order by id");
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

    /** The id of the account itself. */
    public String accountId(String login) {
        return details(login).get("account").asString();
    }

    /** A field that the directory owns. */
    public JsonNode field(String login, String field) {
        return details(login).get("fields").get(field);
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
