package dev.rollcall.testservers.okta;

/**
 * How lists are cut into pages and how the next page is named. The default is what Okta does today: two {@code link}
 * header lines, {@code self} and, where there is more, {@code next}. May be changed at any time.
 */
public final class OktaPages {

    private volatile int most = Integer.MAX_VALUE;
    private volatile boolean joined;
    private volatile String headerName = "link";
    private volatile boolean commas;
    private volatile boolean emptyBetween;
    private volatile boolean emptyAtTheEnd;
    private volatile boolean overlapping;

    OktaPages() {}

    /** The server gives no more than this on a page, whatever was asked for. */
    public OktaPages atMost(int rows) {
        most = rows;
        return this;
    }

    /** Both links in one header line, with a comma between them. */
    public OktaPages joinedLinks() {
        joined = true;
        return this;
    }

    /** The name of the header is written {@code Link}. */
    public OktaPages capitalLink() {
        headerName = "Link";
        return this;
    }

    /** The addresses in the links have commas and semicolons in their query. */
    public OktaPages commasInLinks() {
        commas = true;
        return this;
    }

    /** Before each page but the first there is one without anything on it, which leads on. */
    public OktaPages emptyPagesBetween() {
        emptyBetween = true;
        return this;
    }

    /** The last page with something on it leads on to one without anything on it. */
    public OktaPages emptyPageAtTheEnd() {
        emptyAtTheEnd = true;
        return this;
    }

    /** Each page begins with the last row of the page before it. */
    public OktaPages overlapping() {
        overlapping = true;
        return this;
    }

    int most() {
        return most;
    }

    boolean areJoined() {
        return joined;
    }

    String headerName() {
        return headerName;
    }

    boolean haveCommas() {
        return commas;
    }

    boolean haveEmptyBetween() {
        return emptyBetween;
    }

    boolean haveEmptyAtTheEnd() {
        return emptyAtTheEnd;
    }

    boolean areOverlapping() {
        return overlapping;
    }
}
