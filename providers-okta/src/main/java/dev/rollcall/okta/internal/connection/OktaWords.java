package dev.rollcall.okta.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.client.ServiceWords;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Credentials;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Okta's refusals mean, in words for an administrator. The code of a refusal is told, its free text never. */
public final class OktaWords implements ServiceWords {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final OktaSettings settings;
    private final boolean app;
    private final Permission needed;

    /** Words for questions about people. */
    public OktaWords(OktaSettings settings) {
        this(settings, Permission.PEOPLE);
    }

    private OktaWords(OktaSettings settings, Permission needed) {
        this.settings = settings;
        this.app = settings.credentials() instanceof Credentials.ServiceApp;
        this.needed = needed;
    }

    /** Words for questions that need this permission. */
    public OktaWords needing(Permission permission) {
        return new OktaWords(settings, permission);
    }

    @Override
    public String service() {
        return "Okta at " + settings.org();
    }

    /** The address of the org, without a slash at its end. */
    public URI org() {
        return settings.org();
    }

    @Override
    public String trace(Answer answer) {
        return answer.header("X-Okta-Request-Id")
                .filter(id -> REQUEST_ID.matcher(id).matches())
                .map(id -> "; request id " + id)
                .orElse("");
    }

    /** The service's code for what is wrong, where the answer has one that can be shown. */
    public static Optional<String> code(Answer answer) {
        try {
            JsonObject body = JsonObject.parse(answer.body(), Set.of());
            return body.text("errorCode")
                    .or(() -> body.text("error"))
                    .filter(code -> CODE.matcher(code).matches());
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    /** What Okta said, for messages: status, code and request id. */
    String said(Answer answer) {
        return service() + " answered " + answer.status()
                + code(answer).map(code -> " (" + code + ")").orElse("") + trace(answer);
    }

    /** What to do about a missing permission. */
    public String remedy(Permission permission) {
        return permission.remedy(app);
    }

    @Override
    public DirectoryException refused(Answer answer, String doing) {
        String what = capital(doing) + " failed: " + said(answer);
        return switch (answer.status()) {
            case 401 -> new DirectoryCredentialsException(what + ". " + unknownToken(answer));
            case 403 -> new DirectoryCredentialsException(what + ". Not allowed: " + remedy(needed.missing(answer)));
            case 400 -> badRequest(what);
            case 301, 302, 303, 307, 308 ->
                new DirectoryConfigurationException(
                        what + ". That leads elsewhere, and is not followed: check the address of the org");
            case 404, 410 ->
                new SnapshotIncompleteException(what
                        + ". What was asked for is not there, or not any more, or hidden from the account that asks:"
                        + " check it and the address of the org, and try again");
            default -> new SnapshotIncompleteException(what + ". That is not an answer that can be used; try again");
        };
    }

    private String unknownToken(Answer answer) {
        if (answer.headers("WWW-Authenticate").stream().anyMatch(challenge -> challenge.contains("use_dpop_nonce"))) {
            return "It wants a nonce in the proof of the key (DPoP) of each question, which is not supported: check that"
                    + " the address is the org's own, with nothing between, or switch DPoP off for the service app";
        }
        return app
                ? "The token that it had given before is refused: check that the service app is active, and try again"
                : "The API token is refused: check that it was copied in full, was not revoked, may be used from this"
                        + " network, and that its administrator is active";
    }

    private DirectoryException badRequest(String what) {
        String expression = settings.scope().expression();
        if (expression == null || !settings.scope().groups().isEmpty()) {
            return new SnapshotIncompleteException(what + ". The question was not understood; try again");
        }
        String method = settings.scope().search() ? "search(...)" : "filter(...)";
        return new DirectoryConfigurationException(what + ". Okta does not take the expression of " + method
                + ": check its spelling, quotes included"
                + (settings.scope().search() ? "" : "; filter knows few attributes, and eq alone for most"));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
