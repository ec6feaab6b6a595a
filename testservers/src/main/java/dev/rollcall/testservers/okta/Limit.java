package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;

/**
 * How many rows a page of a list has.
 *
 * @param standard where the question does not say
 * @param most what more than this is cut down to
 */
record Limit(int standard, int most) {

    int of(HttpQuestion question) {
        String text = question.query().get("limit");
        if (text == null) {
            return standard;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit > 0) {
                return Math.min(limit, most);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new RefusedException(OktaError.invalid("limit"));
    }
}
