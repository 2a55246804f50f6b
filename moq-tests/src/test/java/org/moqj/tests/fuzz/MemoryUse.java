package org.moqj.tests.fuzz;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;

/**
 * What one input made this thread take: everything it allocated, garbage included, and buffers that it left behind. Input
 * is short, so that whoever believes a length or a count that it claims stands out by orders of magnitude.
 *
 * @param given the bytes that the code under test was given
 * @param allocated the bytes of everything that was made
 * @param buffersLeft the bytes of buffers of the shared allocators that were not released
 */
record MemoryUse(int given, long allocated, long buffersLeft) {

    /** What an input may cost however short it is: the fixed cost of two ends of a session. */
    private static final long FIXED = 1L << 20;

    /** What each byte may cost: several objects of its own, never what a length claims. */
    private static final long PER_BYTE = 2L << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What was taken before. */
    record Start(long allocated, long buffers) {

        MemoryUse use(int given) {
            Start now = start();
            return new MemoryUse(given, now.allocated - allocated, now.buffers - buffers);
        }
    }

    static Start start() {
        return new Start(THREADS.getCurrentThreadAllocatedBytes(), sharedBuffers());
    }

    private static long sharedBuffers() {
        return used(UnpooledByteBufAllocator.DEFAULT.metric()) + used(PooledByteBufAllocator.DEFAULT.metric());
    }

    private static long used(ByteBufAllocatorMetric metric) {
        return metric.usedHeapMemory() + metric.usedDirectMemory();
    }

    /** Returns whether it is no more than an input of this length may take. */
    boolean isModest() {
        return allocated <= allowed() && buffersLeft == 0;
    }

    /** Throws where it is more. */
    void check() {
        Promise.that(
                allocated <= allowed(), given + " bytes make us allocate " + allowed() + " at most, not " + allocated);
        checkBuffers();
    }

    /** Throws where buffers were left behind. */
    void checkBuffers() {
        Promise.that(buffersLeft == 0, "no buffers are left behind, not " + buffersLeft + " bytes");
    }

    private long allowed() {
        return FIXED + PER_BYTE * given;
    }
}
