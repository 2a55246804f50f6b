package org.moqj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyNetworkTest {

    private static final int PATIENCE_MS = 10_000;
    private static final int SHORT_MS = 100;

    private final DatagramSocket server = socket();
    private final DatagramSocket client = socket();
    private final FaultyNetwork network =
            FaultyNetwork.before(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));

    private static DatagramSocket socket() {
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.setSoTimeout(PATIENCE_MS);
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        network.close();
        server.close();
        client.close();
    }

    private void send(DatagramSocket from, String text, int port) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        at.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void carriesBothWaysAndKeepsClientsApart() throws IOException {
        try (DatagramSocket other = socket()) {
            send(client, "one", network.port());
            DatagramPacket one = receive(server);
            send(other, "two", network.port());
            DatagramPacket two = receive(server);
            send(server, "to one", one.getPort());
            send(server, "to two", two.getPort());

            assertThat(text(one)).isEqualTo("one");
            assertThat(text(two)).isEqualTo("two");
            assertThat(text(receive(client))).isEqualTo("to one");
            assertThat(text(receive(other))).isEqualTo("to two");
        }
    }

    @Test
    void delays() throws IOException {
        network.toServer().delay(Duration.ofMillis(150));
        long start = System.nanoTime();
        send(client, "late", network.port());

        assertThat(text(receive(server))).isEqualTo("late");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void losesAll() throws IOException {
        network.toServer().lose(1, 0);
        send(client, "lost", network.port());
        server.setSoTimeout(SHORT_MS);

        assertThatThrownBy(() -> receive(server)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void keepsWhatIsStalled() throws IOException {
        network.toServer().stall();
        send(client, "a", network.port());
        send(client, "b", network.port());
        server.setSoTimeout(SHORT_MS);
        assertThatThrownBy(() -> receive(server)).isInstanceOf(SocketTimeoutException.class);

        server.setSoTimeout(PATIENCE_MS);
        network.toServer().resume();

        assertThat(text(receive(server))).isEqualTo("a");
        assertThat(text(receive(server))).isEqualTo("b");
    }

    @Test
    void closeEndsItsThread() {
        network.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("moqj-faulty-network-" + network.port());
    }
}
