package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;

/** What becomes of a client's attempts to connect when the client is closed. */
class ClientCloseIT {

    @ParameterizedTest
    @ValueSource(strings = {"moqt", "https"})
    void connectThatIsPendingEndsWithItsClient(String scheme) throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                MoqClient client = MoqClient.create()) {
            CompletableFuture<MoqSession> connecting =
                    client.connect(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/");
            silent.setSoTimeout(10_000);
            silent.receive(new DatagramPacket(new byte[2000], 2000)); // it has begun to dial

            client.shutdown().get(10, TimeUnit.SECONDS);

            assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(MoqSessionException.class)
                    .hasMessageStartingWith("The client was closed while it dialled " + scheme);
        }
    }

    @Test
    void connectAfterTheEndIsRefused() {
        MoqClient client = MoqClient.create();
        client.close();

        assertThatThrownBy(() -> client.connect("moqt://127.0.0.1/"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The client is closed");
        assertThat(client.shutdown()).isCompleted();
    }
}
