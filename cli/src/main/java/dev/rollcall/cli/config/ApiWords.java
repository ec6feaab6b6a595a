package dev.rollcall.cli.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Messages of the library name its methods; here they name the keys of the file, and the commands. */
public final class ApiWords {

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    private static final Pattern STATUS = Pattern.compile("status\\(\"(\\w+)\", \\.\\.\\.\\)");

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
        WORDS.put("apiToken(...)", "api-token");
        WORDS.put("serviceApp(...)", "service-app");
        WORDS.put("search(...)", "search");
        WORDS.put("filter(...)", "filter");
        WORDS.put("secret(...)", "secret");
        WORDS.put("certificate(...)", "certificate");
        WORDS.put("HttpSettings.withTrust", "http: trusted-certificates");
        WORDS.put("HttpSettings.withMaxPages", "http: max-pages");
        WORDS.put("HttpSettings.withMaxResponseBytes", "http: max-response-bytes");
        WORDS.put("HttpSettings.withInsecureLoopback()", "http: {insecure-loopback: true}");
        WORDS.put("withoutPages()", "without-pages: true");
        WORDS.put("activity(...)", "activity");
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
        String inFile = STATUS.matcher(message).replaceAll("statuses: {$1: ...}");
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            inFile = inFile.replace(word.getKey(), word.getValue());
        }
        return inFile;
    }
}
