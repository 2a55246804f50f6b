package org.moqj.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            begun.complete(null);
        }
    };
    private final Counters counters = new Counters();

    private Terminal terminal(boolean isInteractive) {
        PrintStream err = new PrintStream(screen, false, StandardCharsets.US_ASCII);
        return new Terminal(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, isInteractive);
    }

    @Test
    void showsALiveLineAndRemovesIt() throws Exception {
        counters.count("t", 0, 1_000_000);
        counters.count("t", 1, 1_000_000);
        counters.setDrops(() -> 3);
        counters.setLateMillis(12);
        try (Progress progress = new Progress(terminal(true), counters)) {
            progress.show(true);
            begun.get(10, TimeUnit.SECONDS);
        }

        assertThat(screen.toString(StandardCharsets.US_ASCII))
                .matches("(\\r\\u001b\\[K2 objects, 2 groups, 2\\.00 MB, 3 dropped, 12 ms late  \\d+\\.\\d\\d Mbit/s)+"
                        + "\\r\\u001b\\[K");
    }

    @Test
    void writesOverTheLineWhatThereIsToSay() {
        terminal(true).say("hello");
        assertThat(screen.toString(StandardCharsets.US_ASCII))
                .isEqualTo("\r\u001b[Kmoqj: hello" + System.lineSeparator());
    }

    @Test
    void showsNothingWhereNobodyWatches() {
        try (Progress progress = new Progress(terminal(false), counters)) {
            progress.show(true);
            terminal(false).say("hello");
        }
        assertThat(screen.toString(StandardCharsets.US_ASCII)).isEqualTo("moqj: hello" + System.lineSeparator());
    }
}
