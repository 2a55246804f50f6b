package org.moqj.webtransport.internal.quic;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.SessionExecutor;

/** An event loop as a session's executor and clock; equal to every other of the same loop. */
public final class LoopExecutor implements SessionExecutor {

    private final EventLoop loop;

    /** Returns {@code loop} in this form. */
    public LoopExecutor(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean inExecutor() {
        return loop.inEventLoop();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoopExecutor executor && executor.loop == loop;
    }

    @Override
    public int hashCode() {
        return loop.hashCode();
    }
}
