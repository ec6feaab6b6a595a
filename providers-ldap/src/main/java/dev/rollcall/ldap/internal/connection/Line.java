package dev.rollcall.ldap.internal.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;

/**
 * A connection to one address, as protected as it has to be, on which LDAP has not been spoken yet.
 *
 * @param plain the connection itself; closing it ends whatever happens above it
 * @param top what LDAP is spoken on: the TLS connection above, or the same
 * @param protection what protects it, for the log
 */
record Line(Socket plain, Socket top, String protection) {

    /** Hands the connection to the client library, once; a library that would like to connect again gets nothing. */
    SocketFactory asFactory() {
        return new OnceOnly(top);
    }

    /** Ends it, whatever state it is in. */
    void close() {
        close(plain);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done about it.
        }
    }

    private static final class OnceOnly extends SocketFactory {

        private final Socket ready;
        private final AtomicBoolean taken = new AtomicBoolean();

        OnceOnly(Socket ready) {
            this.ready = ready;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            if (taken.getAndSet(true)) {
                throw new SocketException("This connection is not opened twice");
            }
            return ready;
        }

        @Override
        public Socket createSocket() throws IOException {
            throw new SocketException("Only connected sockets are to be had");
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return createSocket();
        }
    }
}
