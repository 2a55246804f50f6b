package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Feeds bytes to a parser whole, byte by byte, and at random places. */
final class Splits {

    private static final int RANDOM_SPLITS = 50;

    private Splits() {}

    /** What is fed, piece by piece. */
    @FunctionalInterface
    interface Feed {
        void accept(ByteBuf piece) throws ProtocolViolation, StreamFault;
    }

    /** A parser, made anew for each way of splitting. */
    @FunctionalInterface
    interface Attempt {
        Feed begin();
    }

    /** Runs {@code attempt} for each way; {@code check} looks at the outcome each time. */
    static void each(byte[] bytes, Attempt attempt, Runnable check) throws ProtocolViolation, StreamFault {
        feed(bytes, attempt.begin(), bytes.length);
        check.run();
        feed(bytes, attempt.begin(), 1);
        check.run();
        Random random = new Random(14);
        for (int i = 0; i < RANDOM_SPLITS; i++) {
            Feed feed = attempt.begin();
            int from = 0;
            while (from < bytes.length) {
                int size = Math.min(1 + random.nextInt(7), bytes.length - from);
                feed.accept(Unpooled.wrappedBuffer(bytes, from, size));
                from += size;
            }
            check.run();
        }
    }

    private static void feed(byte[] bytes, Feed feed, int size) throws ProtocolViolation, StreamFault {
        for (int from = 0; from < bytes.length; from += size) {
            feed.accept(Unpooled.wrappedBuffer(bytes, from, Math.min(size, bytes.length - from)));
        }
    }
}
