package dev.rollcall.ldap.internal.connection;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** LDAP messages as they are on the wire, for scripts. */
final class Wire {

    private static final String START_TLS = "1.3.6.1.4.1.1466.20037";

    private Wire() {}

    static byte[] startTlsRequest() {
        return message(1, new ExtendedRequestProtocolOp(START_TLS, null));
    }

    static byte[] startTlsAnswer(int resultCode) {
        return message(1, new ExtendedResponseProtocolOp(resultCode, null, "words of the server", null, null, null));
    }

    static byte[] bindAnswer(int id, int resultCode, String words) {
        return message(id, new BindResponseProtocolOp(resultCode, null, words, null, null));
    }

    static byte[] searchDone(int id) {
        return message(id, new SearchResultDoneProtocolOp(0, null, null, null));
    }

    static byte[] message(int id, ProtocolOp operation) {
        return new LDAPMessage(id, operation).encode().encode();
    }

    static void send(Socket client, byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
    }

    /** Reads the next message of a client. */
    static LDAPMessage read(InputStream in) throws IOException {
        try {
            ASN1Element element = ASN1Element.readFrom(in);
            if (element == null) {
                throw new IOException("The client hung up");
            }
            return LDAPMessage.decode(element);
        } catch (com.unboundid.asn1.ASN1Exception | LDAPException e) {
            throw new IOException(e);
        }
    }
}
