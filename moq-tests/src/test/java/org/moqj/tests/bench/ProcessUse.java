package org.moqj.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What this process has used.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes bytes allocated on the heap by the threads that are alive
 */
record ProcessUse(long cpuNanos, long allocatedBytes) {

    static ProcessUse now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long allocated = LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return new ProcessUse(system.getProcessCpuTime(), allocated);
    }

    /** Returns what was used after {@code earlier} for {@code objects}, as members of a JSON object. */
    String since(ProcessUse earlier, long objects) {
        return String.format(
                Locale.ROOT,
                "\"cpu_s\":%.2f,\"allocated_bytes_per_object\":%.0f",
                (cpuNanos - earlier.cpuNanos) / 1e9,
                (double) (allocatedBytes - earlier.allocatedBytes) / Math.max(1, objects));
    }
}
