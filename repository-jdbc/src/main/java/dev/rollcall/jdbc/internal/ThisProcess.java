package dev.rollcall.jdbc.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** This process, as an administrator knows it. */
public final class ThisProcess {

    private static final int LONGEST = 200;

    private ThisProcess() {}

    /** Names host, process and thread. */
    public static String name() {
        String name = "host " + Host.NAME + ", process "
                + ProcessHandle.current().pid() + ", thread "
                + Thread.currentThread().getName();
        return Texts.storable(name.substring(0, Math.min(LONGEST, name.length())));
    }

    /** Looked up once, and not before it is needed: a name server that is down takes its time. */
    private static final class Host {
        static final String NAME = Stream.of("HOSTNAME", "COMPUTERNAME")
                .map(System::getenv)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElseGet(Host::lookUp);

        private static String lookUp() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "unknown";
            }
        }
    }
}
