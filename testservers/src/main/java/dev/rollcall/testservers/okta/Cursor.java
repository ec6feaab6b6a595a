package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in one list: behind a row. A cursor of one list is refused by every other list.
 *
 * @param number of the row; -1 before the first
 * @param afterEmpty whether the empty page before the next row has been given
 */
record Cursor(int number, boolean afterEmpty) {

    static final Cursor START = new Cursor(-1, false);

    static Cursor of(HttpQuestion question) {
        String text = question.query().get("after");
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1).split("/", -1);
            if (parts.length == 3 && parts[0].equals(list(question))) {
                return new Cursor(Integer.parseInt(parts[1]), parts[2].equals("e"));
            }
        } catch (IllegalArgumentException e) {
            // Not one of ours.
        }
        throw new RefusedException(OktaError.invalid("after"));
    }

    String text(HttpQuestion question) {
        String text = list(question) + "/" + number + "/" + (afterEmpty ? "e" : "f");
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String list(HttpQuestion question) {
        String list = question.path()
                + question.query().get("search")
                + question.query().get("filter");
        return Integer.toHexString(list.hashCode());
    }
}
