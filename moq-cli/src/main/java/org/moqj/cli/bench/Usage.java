package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.moqj.cli.json.JsonLines;

/**
 * What a process has used.
 *
 * @param cpuNanos processor time, of the JVM's own threads too
 * @param allocatedBytes bytes allocated on the heap by the threads that are alive
 */
record Usage(long cpuNanos, long allocatedBytes) {

    /** Returns what this process has used since its start. */
    static Usage now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long allocated = LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0) // less for a thread that has just ended
                .sum();
        return new Usage(system.getProcessCpuTime(), allocated);
    }

    /** Returns what was used after {@code earlier}. */
    Usage since(Usage earlier) {
        return new Usage(cpuNanos - earlier.cpuNanos, Math.max(0, allocatedBytes - earlier.allocatedBytes));
    }

    double cpuSeconds() {
        return cpuNanos / 1e9;
    }

    /** Returns bytes allocated for each of {@code objects}; 0 where there is none. */
    double bytesPerObject(long objects) {
        return objects > 0 ? (double) allocatedBytes / objects : 0;
    }

    ObjectNode json() {
        return JsonLines.object().put("cpu_nanos", cpuNanos).put("allocated_bytes", allocatedBytes);
    }

    static Usage of(JsonNode json) {
        return new Usage(
                json.path("cpu_nanos").asLong(), json.path("allocated_bytes").asLong());
    }
}
