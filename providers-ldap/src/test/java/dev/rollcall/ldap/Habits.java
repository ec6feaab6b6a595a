package dev.rollcall.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** What servers have been seen to do with searches for many entries. */
public final class Habits {

    private Habits() {}

    /** Sends the entries of this page, and ends it with this code; with the cookie it would have had, or without. */
    public static Habit failing(int page, ResultCode code, boolean withCookie) {
        return onPage(page, (asked, usual) -> {
            LDAPMessage end = usual.answer(asked);
            return asked.end(code, withCookie ? end.getControls().toArray(Control[]::new) : new Control[0]);
        });
    }

    /** Sends the entries of this page, and closes the connection. */
    public static Habit closing(int page) {
        return onPage(page, (asked, usual) -> {
            usual.answer(asked);
            close(asked);
            return null;
        });
    }

    /** Sends the entries of this page and then nothing, until the server is closed. */
    public static Habit silent(int page, ScriptedLdapServer server, CountDownLatch begun) {
        return onPage(page, (asked, usual) -> {
            usual.answer(asked);
            begun.countDown();
            try {
                server.closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
    }

    /** Does something before this page is answered, once. */
    public static Habit before(int page, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return onPage(page, (asked, usual) -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
            return usual.answer(asked);
        });
    }

    /** Does something, once, before it answers a search of this kind, for one entry or many. */
    public static Habit before(Predicate<Asked> search, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return (asked, usual) -> {
            if (search.test(asked) && done.compareAndSet(false, true)) {
                action.run();
            }
            return usual.answer(asked);
        };
    }

    /** Finds no more than this without pages, as Active Directory. */
    public static Habit sizeLimit(int entries) {
        return many((asked, usual) -> usual.answer(
                asked.paging() == null ? asked.with(entries, asked.request().getAttributes()) : asked));
    }

    /** Knows a cookie only on the connection that it was made for. */
    public static Habit boundCookies() {
        return many((asked, usual) -> {
            SimplePagedResultsControl paging = asked.paging();
            if (paging == null) {
                return usual.answer(asked);
            }
            String mine = asked.connection().getConnectionID() + "/";
            String cookie = paging.getCookie().stringValue();
            if (!cookie.isEmpty() && !cookie.startsWith(mine)) {
                return asked.end(ResultCode.UNWILLING_TO_PERFORM);
            }
            boolean first = cookie.isEmpty();
            LDAPMessage end = usual.answer(
                    asked.withCookie(first ? null : new ASN1OctetString(unhex(cookie.substring(mine.length())))));
            byte[] next = cookieOf(end);
            return next.length == 0 ? end : asked.end(ResultCode.SUCCESS, Asked.cookie(mine + hex(next)));
        });
    }

    private static byte[] cookieOf(LDAPMessage end) throws LDAPException {
        Control control = end.getControls().get(0);
        return new SimplePagedResultsControl(control.getOID(), false, control.getValue())
                .getCookie()
                .getValue();
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private static byte[] unhex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }

    /** Refuses pages that are larger, as OpenLDAP. */
    public static Habit largestPage(int entries) {
        return many((asked, usual) -> {
            SimplePagedResultsControl paging = asked.paging();
            return paging != null && paging.getSize() > entries
                    ? asked.end(ResultCode.ADMIN_LIMIT_EXCEEDED)
                    : usual.answer(asked);
        });
    }

    /** Pays no attention to the control that asks for pages, although it is critical. */
    public static Habit ignoringPages() {
        return many((asked, usual) -> usual.answer(asked.withoutPaging()));
    }

    /** Answers this page without a word about the next. */
    public static Habit forgettingCookie(int page) {
        return onPage(page, (asked, usual) -> {
            usual.answer(asked);
            return asked.end(ResultCode.SUCCESS);
        });
    }

    /** Sends the first page for ever, always with the same cookie. */
    public static Habit sameCookieForEver() {
        return many((asked, usual) -> {
            usual.answer(asked.withCookie(null));
            return asked.end(ResultCode.SUCCESS, Asked.cookie("again"));
        });
    }

    /** Sends so many pages with nothing on them before the usual ones. */
    public static Habit emptyPages(long count) {
        return many((asked, usual) -> {
            if (asked.page() <= count) {
                return asked.end(ResultCode.SUCCESS, Asked.cookie("more"));
            }
            return usual.answer(asked.page() == count + 1 ? asked.withCookie(null) : asked);
        });
    }

    /** Sends references to this server with each page. */
    public static Habit references(int count, String url) {
        return many((asked, usual) -> {
            for (int i = 0; i < count; i++) {
                asked.connection()
                        .sendSearchResultReference(
                                asked.messageId(), new SearchResultReferenceProtocolOp(List.of(url)));
            }
            return usual.answer(asked);
        });
    }

    /** Keeps to the usual but on this page of a search for many. */
    public static Habit onPage(int page, Habit habit) {
        return many((asked, usual) -> asked.page() == page ? habit.answer(asked, usual) : usual.answer(asked));
    }

    private static Habit many(Habit habit) {
        return (asked, usual) -> asked.isForMany() ? habit.answer(asked, usual) : usual.answer(asked);
    }

    private static void close(Asked asked) {
        try {
            asked.connection().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
