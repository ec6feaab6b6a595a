package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;

/** What Okta would heed and this org does not: better no answer than a wrong one. */
final class NotImitated {

    private NotImitated() {}

    static void refuse(HttpQuestion question, String... parameters) {
        for (String parameter : parameters) {
            if (question.query().containsKey(parameter)) {
                throw new UnsupportedOperationException("not imitated: " + parameter);
            }
        }
    }
}
