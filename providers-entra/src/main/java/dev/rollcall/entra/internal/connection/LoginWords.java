package dev.rollcall.entra.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.http.internal.client.ServiceWords;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.token.TokenAnswer;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What refusals of the address that gives tokens mean. Microsoft numbers them (AADSTS); what it writes for people is
 * not told.
 *
 * @param tenant where the application is registered
 */
record LoginWords(EntraSettings.Tenant tenant) implements ServiceWords {

    /** Errors that say that there is trouble at the login itself (RFC 6749, section 4.1.2.1). */
    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error");

    /** Microsoft's number for trouble that passes. */
    private static final Long TRANSIENT = 90033L;

    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9-]{1,64}");

    @Override
    public String service() {
        return "the login of Microsoft Entra ID at " + Origin.of(tenant.login());
    }

    /** The exception for an answer that is no token and does not say why in the form of such answers. */
    @Override
    public DirectoryException refused(Answer answer, String doing) {
        return new DirectoryUnavailableException(service() + " answered " + doing + " with status " + answer.status()
                + " and nothing that could be understood" + trace(answer)
                + ". Check its address, and any proxy on the way");
    }

    @Override
    public String trace(Answer answer) {
        return answer.header("x-ms-request-id")
                .filter(id -> REQUEST.matcher(id).matches())
                .map(id -> "; request id " + id)
                .orElse("");
    }

    /** The exception for a refusal. */
    DirectoryException refused(TokenAnswer.Refused refusal, Answer answer, String doing) {
        Reason reason = refusal.numbers().stream()
                .map(Reason::of)
                .filter(known -> known != null)
                .findFirst()
                .orElse(null);
        String numbers = refusal.numbers().isEmpty()
                ? ""
                : " and number AADSTS" + refusal.numbers().get(0);
        String what = service() + " refused " + doing + " for the application " + tenant.clientId() + " with status "
                + refusal.status()
                + refusal.error().map(error -> ", error " + error).orElse("") + numbers
                + trace(answer) + ". ";
        if (isPassing(refusal)) {
            return new DirectoryUnavailableException(what + "It has trouble; run again later");
        }
        if (reason != null) {
            String text = what + reason.text();
            return reason.isOfConfiguration()
                    ? new DirectoryConfigurationException(text)
                    : new DirectoryCredentialsException(text);
        }
        return switch (refusal.status()) {
            case 400, 401, 403 ->
                new DirectoryCredentialsException(what + "Check the tenant, the client id and the secret or certificate"
                        + (numbers.isEmpty() ? "" : "; Microsoft's list of AADSTS error codes explains the number"));
            case 404 -> new DirectoryConfigurationException(what + "Check the address of the login and the tenant");
            default -> new DirectoryUnavailableException(what + "Check the address of the login, and run again");
        };
    }

    private static boolean isPassing(TokenAnswer.Refused refusal) {
        return refusal.error().filter(PASSING::contains).isPresent()
                || refusal.numbers().contains(TRANSIENT);
    }

    /** Reasons that have a number. */
    private record Reason(String text, boolean isOfConfiguration) {

        static @Nullable Reason of(long number) {
            return switch (Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(0, number)))) {
                case 7000215 -> credentials("The client secret is wrong: it is the secret's value, not its id");
                case 7000222 -> credentials("The client secret has expired: make a new one in the app registration");
                case 7000112 -> credentials("The application is switched off in the tenant");
                case 7000216, 7000218 -> credentials("It asks for a secret or a certificate, and did not see one");
                case 700016, 700038 ->
                    credentials("There is no such application in the tenant: check the client id and the tenant");
                case 7000229 ->
                    credentials("The application is registered, and is not in the tenant as an enterprise application:"
                            + " have an administrator of the tenant consent to it");
                case 700027 ->
                    credentials("The certificate is not registered for the application, or is not the one"
                            + " of the private key: upload it in the app registration");
                case 700024 ->
                    credentials("What the certificate signed is not good at this time: check the clock of"
                            + " this machine");
                case 53000, 53001, 53002, 53003, 53004, 53011 ->
                    credentials("A conditional access policy of the"
                            + " tenant keeps the application out: have it allowed for this address");
                case 65001 ->
                    credentials("An administrator of the tenant has to consent to the application's" + " permissions");
                case 90002, 900021, 900023 ->
                    configuration("There is no such tenant: check its name, and the cloud" + " that it is in");
                case 500011 ->
                    configuration(
                            "Graph is not known in this tenant under the configured address: check" + " the cloud");
                case 900382, 900432 -> configuration("The application is of another cloud: check the cloud");
                default -> null;
            };
        }

        private static Reason credentials(String text) {
            return new Reason(text, false);
        }

        private static Reason configuration(String text) {
            return new Reason(text, true);
        }
    }
}
