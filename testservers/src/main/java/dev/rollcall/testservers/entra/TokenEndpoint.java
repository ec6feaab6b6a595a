package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What gives tokens: the client credentials grant (RFC 6749, 4.4) with a secret, or with an assertion (RFC 7523). */
final class TokenEndpoint {

    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String SUFFIX = "/.default";

    private final String origin;
    private final Application application;

    TokenEndpoint(String origin, Application application) {
        this.origin = origin;
        this.application = application;
    }

    static boolean isAt(HttpQuestion question) {
        return question.path().matches("/[^/]*/oauth2/v2\\.0/token");
    }

    HttpReply answer(HttpQuestion question) {
        try {
            check(question);
        } catch (TokenRefusal refusal) {
            return refusal.reply(application.now());
        }
        long seconds = application.lifetime().toSeconds();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("access_token", application.token());
        return HttpReply.text(200, "application/json; charset=utf-8", body.toString())
                .with("Cache-Control", "no-store, no-cache")
                .with("Pragma", "no-cache");
    }

    private void check(HttpQuestion question) {
        if (!question.method().equals("POST")) {
            throw TokenRefusal.invalidRequest(900561, "Tokens are given in answer to POST only.");
        }
        String tenant = question.segments().get(0).toLowerCase(Locale.ROOT);
        if (!Set.of(Application.TENANT, Application.DOMAIN).contains(tenant)) {
            throw TokenRefusal.invalidRequest(90002, "There is no tenant '" + tenant + "'.");
        }
        if (!question.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            throw TokenRefusal.invalidRequest(900144, "The body has no 'grant_type'.");
        }
        Map<String, String> form = question.form();
        String grant = required(form, "grant_type");
        if (!grant.equals("client_credentials")) {
            throw new TokenRefusal(400, "unsupported_grant_type", 70003, "There is no such grant type.");
        }
        checkClient(required(form, "client_id"));
        checkScope(required(form, "scope"), tenant);
        checkProof(form, origin + question.rawPath());
    }

    private static String required(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw TokenRefusal.invalidRequest(900144, "The body has no '" + name + "'.");
        }
        return value;
    }

    private static void checkClient(String client) {
        if (!GUID.matcher(client).matches()) {
            throw new TokenRefusal(400, "unauthorized_client", 700038, client + " cannot be an application.");
        }
        if (!client.equals(Application.CLIENT)) {
            throw new TokenRefusal(
                    400, "unauthorized_client", 700016, "The application '" + client + "' is not in the tenant.");
        }
    }

    private void checkScope(String scope, String tenant) {
        if (!scope.endsWith(SUFFIX) || scope.contains(" ")) {
            throw new TokenRefusal(400, "invalid_scope", 1002012, "The scope must end with /.default.");
        }
        String resource = scope.substring(0, scope.length() - SUFFIX.length());
        if (!resource.equals("https://graph.microsoft.com") && !resource.equals(origin)) {
            throw new TokenRefusal(
                    400,
                    "invalid_resource",
                    500011,
                    "The resource '" + resource + "' is not in the tenant '" + tenant + "'.");
        }
    }

    private void checkProof(Map<String, String> form, String audience) {
        String secret = form.get("client_secret");
        String assertion = form.get("client_assertion");
        if (secret != null && assertion != null) {
            throw TokenRefusal.invalidRequest(90023, "There is a secret and an assertion.");
        } else if (secret != null) {
            if (!secret.equals(Application.SECRET)) {
                throw TokenRefusal.invalidClient(7000215, "The client secret is not that of the application.");
            }
        } else if (assertion != null && ASSERTION.equals(form.get("client_assertion_type"))) {
            new ClientAssertion(application, audience).check(assertion);
        } else {
            throw TokenRefusal.invalidClient(7000218, "There is no client_assertion or client_secret.");
        }
    }
}
