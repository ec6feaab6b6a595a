package dev.rollcall.testservers.entra;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** How lists are cut into pages, well or badly. Everything is as the service does it unless said. Threads: safe. */
public final class EntraPaging {

    private volatile int serverSize = Integer.MAX_VALUE;
    private volatile int deltaMembers = Integer.MAX_VALUE;
    private volatile int repeated;
    private volatile long countOff;
    private volatile UnaryOperator<String> nextLink = link -> link;
    private final Set<Integer> empty = ConcurrentHashMap.newKeySet();

    EntraPaging() {}

    /** No page has more objects than that, however many were asked for. */
    public EntraPaging serverPageSize(int objects) {
        this.serverSize = objects;
        return this;
    }

    /** The page of that number, counted from 1, is empty in every list that comes so far and has a next one. */
    public EntraPaging emptyPage(int number) {
        empty.add(number);
        return this;
    }

    /** Each further page begins with that many objects of the one before. */
    public EntraPaging repeatLast(int objects) {
        this.repeated = objects;
        return this;
    }

    /** The number that is told with {@code $count=true} is wrong by that many. */
    public EntraPaging countOff(long difference) {
        this.countOff = difference;
        return this;
    }

    /** Puts another address in the place of each next link. */
    public EntraPaging nextLink(UnaryOperator<String> change) {
        this.nextLink = change;
        return this;
    }

    /** Next links go to another host: scheme, host and port in place of those of this server. */
    public EntraPaging foreignNext(String origin) {
        return nextLink(link -> origin + link.substring(link.indexOf("/v1.0/")));
    }

    /** A group with more changed members than that comes several times in the answers of a delta. */
    public EntraPaging deltaMembersPerEntry(int members) {
        this.deltaMembers = members;
        return this;
    }

    int size(int asked) {
        return Math.min(asked, serverSize);
    }

    int deltaMembers() {
        return deltaMembers;
    }

    boolean isEmpty(int page) {
        return empty.contains(page);
    }

    int repeated() {
        return repeated;
    }

    long count(long counted) {
        return counted + countOff;
    }

    String link(String next) {
        return nextLink.apply(next);
    }
}
