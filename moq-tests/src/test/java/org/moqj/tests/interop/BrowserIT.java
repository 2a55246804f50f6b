package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.moqj.tests.peers.Chromium;
import org.moqj.tests.peers.Moqj;
import org.moqj.tests.peers.PeerProcess;

/** A browser watches a track through {@code moqj relay --web}: WebTransport of another maker, and a script of its own. */
class BrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PAGE = "open ";

    @Test
    void showsTheClockAndCountsObjects() {
        try (PeerProcess relay = Moqj.command("relay", "--bind", "127.0.0.1:0", "--web=0")
                        .start();
                Chromium browser = Chromium.start()) {
            String line = relay.awaitLine(PAGE, PATIENCE);
            browser.open(URI.create(line.substring(line.indexOf(PAGE) + PAGE.length())));

            browser.awaitText("state", "connected, draft-14"::equals, PATIENCE);
            String first = browser.awaitText("objects", objects -> Integer.parseInt(objects) >= 2, PATIENCE);
            browser.awaitText("objects", objects -> Integer.parseInt(objects) >= Integer.parseInt(first) + 2, PATIENCE);

            assertThat(browser.text("clock"))
                    .as("the minute, which came before, and the second")
                    .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            assertThat(browser.text("state")).isEqualTo("connected, draft-14");
        }
    }

    @Test
    void saysThatTheRelayIsGone() {
        try (PeerProcess relay = Moqj.command("relay", "--bind", "127.0.0.1:0", "--web=0")
                        .start();
                Chromium browser = Chromium.start()) {
            String line = relay.awaitLine(PAGE, PATIENCE);
            browser.open(URI.create(line.substring(line.indexOf(PAGE) + PAGE.length())));
            browser.awaitText("state", "connected, draft-14"::equals, PATIENCE);

            relay.signal("INT");

            assertThat(relay.awaitExit(PATIENCE)).isEqualTo(130);
            String told = browser.awaitText("state", state -> !state.startsWith("connected"), PATIENCE);
            assertThat(told).matches("(the track has ended|the relay has closed the session|failed).*");
        }
    }
}
