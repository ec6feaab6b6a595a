package dev.rollcall.testservers;

import java.util.List;

/** Names with each character that means something in a DN (RFC 4514) or a filter (RFC 4515), or that is not ASCII. */
public final class AwkwardNames {

    private static final List<String> ALL = List.of(
            "Comma, Anna",
            "Plus+Anna",
            "Quote\"Anna",
            "Back\\slash",
            "Back\\2aslash",
            "Less<Anna",
            "More>Anna",
            "Semi;colon",
            "Equal=Anna",
            "#hash",
            "Hash#inside",
            "Star*Anna",
            "*)(uid=*",
            "Open(Anna",
            "Close)Anna",
            "Slash/Anna",
            "Two  spaces",
            "Łucja Żółć",
            "İnci Ilgaz",
            "佐藤 花子",
            "Emoji \uD83D\uDC3B");

    private AwkwardNames() {}

    /** The names as people write them: nothing is escaped. */
    public static List<String> all() {
        return ALL;
    }
}
