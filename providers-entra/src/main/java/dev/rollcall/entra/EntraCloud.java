package dev.rollcall.entra;

/** Where Microsoft runs the directory: the national clouds have addresses of their own. */
public enum EntraCloud {
    /** Everywhere but below. */
    GLOBAL("https://login.microsoftonline.com", "https://graph.microsoft.com"),
    /** The cloud of the US government, level 4. */
    US_GOVERNMENT("https://login.microsoftonline.us", "https://graph.microsoft.us"),
    /** The cloud of the US government, level 5 (DoD). */
    US_DEFENSE("https://login.microsoftonline.us", "https://dod-graph.microsoft.us"),
    /** The cloud in China, run by 21Vianet. */
    CHINA("https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn");

    private final String login;
    private final String graph;

    EntraCloud(String login, String graph) {
        this.login = login;
        this.graph = graph;
    }

    /** The address that gives tokens. */
    public String login() {
        return login;
    }

    /** The address of Microsoft Graph. */
    public String graph() {
        return graph;
    }
}
