package dev.rollcall.okta.internal.validation;

import dev.rollcall.directory.Validation;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ServiceApp;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.connection.Permission;

/** Whether Okta answers, takes the credentials, and lets the account see what a read asks for. */
final class AccessCheck {

    private static final int FORBIDDEN = 403;

    private final OktaSettings settings;
    private final OktaSession session;
    private final Validation.Builder findings;
    private boolean told;

    AccessCheck(OktaSettings settings, OktaSession session, Validation.Builder findings) {
        this.settings = settings;
        this.session = session;
        this.findings = findings;
    }

    /** Whether people can be read. */
    boolean run() {
        boolean groups = !settings.scope().groups().isEmpty();
        boolean needed = isAllowed(groups ? Permission.GROUPS : Permission.PEOPLE, true);
        if (groups) {
            isAllowed(Permission.PEOPLE, false);
        }
        return needed;
    }

    private boolean isAllowed(Permission permission, boolean needed) {
        String doing = permission == Permission.GROUPS ? "trying to see groups" : "trying to see people";
        Answer answer =
                session.client().ask(Request.get(session.paths().trial(permission == Permission.GROUPS)), doing);
        if (!answer.isSuccess() && answer.status() != FORBIDDEN) {
            throw session.words().needing(permission).refused(answer, doing);
        }
        tellAccess();
        String subject = "permission " + permission.scope();
        if (answer.isSuccess()) {
            findings.ok(subject, "the account has it");
        } else if (needed) {
            findings.error(subject, "it is missing: " + session.words().remedy(permission));
        } else {
            findings.warning(
                    subject,
                    "it is missing, so that it cannot be told by which groups somebody is in scope: "
                            + session.words().remedy(permission));
        }
        return answer.isSuccess();
    }

    private void tellAccess() {
        if (!told) {
            told = true;
            findings.ok("connection", session.words().service() + " answers");
            findings.ok(
                    "credentials",
                    settings.credentials() instanceof ServiceApp app
                            ? "the service app '" + app.clientId() + "' gets tokens"
                            : "the API token is taken");
        }
    }
}
