package dev.rollcall.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A port that nobody listens on")
class ClosedPortTest {

    @Test
    @DisplayName("refuses whoever connects")
    void refuses() {
        try (ClosedPort port = ClosedPort.open()) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port.number()).close());
        }
    }

    @Test
    @DisplayName("is given to nobody else while it is open")
    void isTaken() {
        try (ClosedPort port = ClosedPort.open()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new ServerSocket(port.number(), 1, InetAddress.getLoopbackAddress()).close());
            assertThat(Ports.isFree("127.0.0.1", port.number())).isFalse();
        }
    }
}
