package org.moqj.cli.wire;

import java.io.ByteArrayOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts the input into lines, and keeps no more of a line than there is use for. */
final class RequestLines {

    private final InputStream in;
    private final Flushable answers;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /**
     * Reads from {@code in}.
     *
     * @param answers flushed before each wait for input: whoever asks may wait for an answer first
     */
    RequestLines(InputStream in, Flushable answers) {
        this.in = in;
        this.answers = answers;
    }

    /**
     * Returns the next line without its end; null after the last one.
     *
     * @param max a longer line is cut to {@code max + 1} bytes, by which it can be told
     */
    byte @Nullable [] next(int max) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean begun = false;
        while (hasMore()) {
            begun = true;
            int lineEnd = find('\n');
            line.write(buffer, start, Math.min(lineEnd - start, max + 1 - line.size()));
            start = lineEnd;
            if (lineEnd < end) {
                start++;
                return line.toByteArray();
            }
        }
        return begun ? line.toByteArray() : null;
    }

    private boolean hasMore() throws IOException {
        if (start == end) {
            answers.flush();
            start = 0;
            end = Math.max(in.read(buffer), 0);
        }
        return end > start;
    }

    /** Returns where {@code wanted} is, or the end of what was read. */
    private int find(char wanted) {
        int at = start;
        while (at < end && buffer[at] != wanted) {
            at++;
        }
        return at;
    }
}
