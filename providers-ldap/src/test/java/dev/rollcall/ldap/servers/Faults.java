package dev.rollcall.ldap.servers;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.ldap.servers.WireProxy.Act;
import dev.rollcall.ldap.servers.WireProxy.Rule;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What can go wrong on the way from a server, as rules of a {@link WireProxy}. */
final class Faults {

    private Faults() {}

    /** Does this to one message, counted from 0, and to none before. */
    static Rule at(int place, Act act) {
        return (number, message) -> number == place ? act : Act.PASS;
    }

    /**
     * Alters a byte of one message where a decoder cannot miss it: the kind of the operation is one that there is not.
     */
    static Rule otherKindAt(int place) {
        return (number, message) -> {
            if (number == place) {
                message[kindOf(message)] ^= 0x38;
            }
            return Act.PASS;
        };
    }

    /** Says of one message that it is longer than it is, so that it swallows the beginning of the next. */
    static Rule longerAt(int place) {
        return (number, message) -> {
            if (number == place) {
                message[lastOfLength(message)] ^= 0x04;
            }
            return Act.PASS;
        };
    }

    /** Alters the last byte of one message, whatever it is. */
    static Rule lastByteAt(int place) {
        return (number, message) -> {
            if (number == place) {
                message[message.length - 1] ^= 0x01;
            }
            return Act.PASS;
        };
    }

    /** Ends the connection once so many people were sent; before that, if it is 0, instead of the first. */
    static Rule cutAfterPeople(int people) {
        AtomicInteger sent = new AtomicInteger();
        return (number, message) -> {
            boolean person = isPerson(message);
            if (sent.get() >= people && (person || people > 0)) {
                return Act.CUT;
            }
            sent.addAndGet(person ? 1 : 0);
            return Act.PASS;
        };
    }

    /** Says nothing any more once so many people were sent with the end of their page, each being a page of its own. */
    static Rule stallAfterPeople(int people) {
        AtomicInteger sent = new AtomicInteger();
        return (number, message) -> {
            boolean person = isPerson(message);
            return person && sent.incrementAndGet() > people ? Act.STALL : Act.PASS;
        };
    }

    /**
     * Whether a message is the entry of a person: everybody in these tests is named by {@code cn=person} or by
     * {@code uid}.
     */
    static boolean isPerson(byte[] message) {
        try {
            LDAPMessage decoded = LDAPMessage.decode(ASN1Element.decode(message));
            if (decoded.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_RESULT_ENTRY) {
                return false;
            }
            String name = decoded.getSearchResultEntryProtocolOp().getDN().toLowerCase(Locale.ROOT);
            return name.startsWith("cn=person") || name.startsWith("uid=");
        } catch (ASN1Exception | LDAPException e) {
            throw new IllegalArgumentException("no LDAP message", e);
        }
    }

    private static int lastOfLength(byte[] message) {
        return message[1] >= 0 ? 1 : 1 + (message[1] & 0x7f);
    }

    /** Behind the length of the message comes its number, itself with tag and length, and then the operation. */
    private static int kindOf(byte[] message) {
        int number = lastOfLength(message) + 1;
        return number + 2 + message[number + 1];
    }
}
