package org.moqj.cli.terminal;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A live line on the screen: objects, groups, rate, drops and lateness. Not there when nobody watches. */
public final class Progress implements AutoCloseable {

    private static final long PERIOD_MS = 500;

    private final Terminal terminal;
    private final Counters counters;
    private final ScheduledExecutorService timer;
    private long lastBytes;
    private volatile boolean isShown;
    private long lastNanos = System.nanoTime();

    /** Shows {@code counters}, once told to. */
    public Progress(Terminal terminal, Counters counters) {
        this.terminal = terminal;
        this.counters = counters;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "moqj-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins, where somebody watches and {@code wanted} is true. */
    public void show(boolean wanted) {
        if (wanted && terminal.isInteractive()) {
            timer.scheduleAtFixedRate(this::print, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void print() {
        long now = System.nanoTime();
        long bytes = counters.bytes();
        double bitrate = (bytes - lastBytes) * 8e9 / Math.max(1, now - lastNanos);
        lastBytes = bytes;
        lastNanos = now;
        isShown = true;
        terminal.err()
                .print(Terminal.CLEAR_LINE
                        + counters.line()
                        + String.format(Locale.ROOT, "  %.2f Mbit/s", bitrate / 1e6));
        terminal.err().flush();
    }

    /** Removes the line. */
    @Override
    public void close() {
        timer.shutdownNow();
        if (isShown) {
            terminal.err().print(Terminal.CLEAR_LINE);
            terminal.err().flush();
        }
    }
}
