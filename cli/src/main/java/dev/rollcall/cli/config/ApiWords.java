package dev.rollcall.cli.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages of the library name its methods; here they name the keys of the file, and the commands. */
public final class ApiWords {

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("activeColumn(...)", "active");
        WORDS.put("activeWords(...)", "active-words");
        WORDS.put("inactiveWords(...)", "inactive-words");
        WORDS.put("groupsColumn(...)", "groups");
        WORDS.put("inGroups(...)", "in-groups");
        WORDS.put("inUnits(...)", "in-units");
        WORDS.put("groupsAndUnits(true)", "groups-and-units: true");
        WORDS.put("certificateName(...)", "certificate-name");
        WORDS.put("Nesting.IN_CHAIN", "nesting: in-chain");
        WORDS.put("Nesting.EXPANDED", "nesting: expanded");
        WORDS.put("Membership.PERSON_ATTRIBUTE", "membership: person-attribute");
        WORDS.put("settleTime(...)", "settle-time");
        WORDS.put("maxAge(...)", "max-age");
        WORDS.put("hostKeepsBlockReason()", "host-keeps-block-reason: true");
        WORDS.put("usernameKey(...)", "username-key");
        WORDS.put("newId(...)", "new-id");
        WORDS.put("onCreate(", "on-create (");
        WORDS.put("call fillUsernameKeys(...)", "call 'rollcall tables --fill-keys'");
        WORDS.put("(fillUsernameKeys)", "('rollcall tables --fill-keys')");
        WORDS.put("sideTableDdl(...)", "'rollcall tables --side-table'");
        WORDS.put("Call createSideTable(...)", "Call 'rollcall tables --create --side-table'");
    }

    private ApiWords() {}

    /** The message in the words of the file. */
    public static String inFile(String message) {
        String inFile = message;
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            inFile = inFile.replace(word.getKey(), word.getValue());
        }
        return inFile;
    }
}
