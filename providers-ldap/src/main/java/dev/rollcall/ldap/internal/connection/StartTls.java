package dev.rollcall.ldap.internal.connection;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * The one exchange of RFC 4511, 4.14 that is spoken in clear. Not a byte more than the answer is read, and what has
 * come in behind it ends the attempt: nothing that was said before the handshake is ever taken for an answer of the
 * protected server.
 */
final class StartTls {

    private static final int MESSAGE_ID = 1;
    private static final int SEQUENCE = 0x30;
    private static final int LARGEST_ANSWER = 64 << 10;

    private StartTls() {}

    /**
     * Asks for TLS.
     *
     * @return what the server answered; the handshake may begin on {@link ResultCode#SUCCESS} only
     * @throws IOException if the connection was lost, or the answer is none
     */
    static ResultCode ask(Socket line) throws IOException {
        LDAPMessage request = new LDAPMessage(
                MESSAGE_ID, new ExtendedRequestProtocolOp(StartTLSExtendedRequest.STARTTLS_REQUEST_OID, null));
        line.getOutputStream().write(request.encode().encode());
        line.getOutputStream().flush();

        InputStream in = line.getInputStream();
        LDAPMessage answer = decode(readElement(in));
        if (!(answer.getProtocolOp() instanceof ExtendedResponseProtocolOp response)) {
            throw new BadAnswerException();
        }
        // Number 0 is a notice of disconnection, which says why.
        if (answer.getMessageID() == 0 && response.getResultCode() != ResultCode.SUCCESS_INT_VALUE) {
            return ResultCode.valueOf(response.getResultCode());
        }
        if (answer.getMessageID() != MESSAGE_ID || in.available() > 0) {
            throw new BadAnswerException();
        }
        return ResultCode.valueOf(response.getResultCode());
    }

    private static LDAPMessage decode(byte[] element) throws BadAnswerException {
        try {
            return LDAPMessage.decode(ASN1Element.decode(element));
        } catch (LDAPException | ASN1Exception e) {
            throw new BadAnswerException();
        }
    }

    private static byte[] readElement(InputStream in) throws IOException {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        if (readByte(in, element) != SEQUENCE) {
            throw new BadAnswerException();
        }
        int length = readByte(in, element);
        if (length >= 0x80) {
            int bytes = length & 0x7F;
            if (bytes == 0 || bytes > 4) {
                throw new BadAnswerException();
            }
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value = value << 8 | readByte(in, element);
            }
            length = value > LARGEST_ANSWER ? Integer.MAX_VALUE : (int) value;
        }
        if (length > LARGEST_ANSWER) {
            throw new BadAnswerException();
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException();
        }
        element.writeBytes(content);
        return element.toByteArray();
    }

    private static int readByte(InputStream in, ByteArrayOutputStream copy) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new EOFException();
        }
        copy.write(read);
        return read;
    }

    /** What came is no answer to the request, or more than one. */
    static final class BadAnswerException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
