package dev.rollcall.okta.internal.validation;

import dev.rollcall.directory.Validation;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.listing.OktaList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Warns where fewer people may be in scope than was meant, so that the others' accounts would be blocked. */
final class ScopeCheck {

    private static final Pattern STATUS = Pattern.compile("\\bstatus\\b", Pattern.CASE_INSENSITIVE);
    private static final String ACTIVE = "\"ACTIVE\"";
    private static final List<String> AS_GOOD_AS_ACTIVE =
            List.of("LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY", "PROVISIONED");

    private final OktaSettings settings;
    private final OktaSession session;
    private final Validation.Builder findings;

    ScopeCheck(OktaSettings settings, OktaSession session, Validation.Builder findings) {
        this.settings = settings;
        this.session = session;
        this.findings = findings;
    }

    void run() {
        checkExpression();
        checkRole();
    }

    private void checkExpression() {
        String expression = settings.scope().expression();
        if (expression != null
                && STATUS.matcher(expression).find()
                && expression.contains(ACTIVE)
                && AS_GOOD_AS_ACTIVE.stream().noneMatch(expression::contains)) {
            findings.warning(
                    settings.scope().search() ? "search" : "filter",
                    "of the statuses it names ACTIVE, but none of " + String.join(", ", AS_GOOD_AS_ACTIVE)
                            + ": who has one of these is not found, so that their account is blocked; name them too, with"
                            + " 'or' between, unless that is meant");
        }
    }

    /** Every org has the group Everyone: who does not see it sees some groups only, and their members. */
    private void checkRole() {
        OktaList list = new OktaList(
                "the groups that every org has", session.paths().builtInGroups(), Set.of(), session.words());
        Answer answer = session.client().ask(list.first(), "reading " + list.name());
        if (!answer.isSuccess()) {
            return;
        }
        Page page = list.parse(1, answer);
        if (page.items().isEmpty() && page.next() == null) {
            findings.warning(
                    "role",
                    "the group Everyone, which every org has, cannot be seen: the role seems to be limited to some groups,"
                            + " and Okta leaves the people of the others out of its lists without a word; give the account"
                            + " a role for all users and all groups");
        }
    }
}
