package org.moqj.cli.publish;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.CommandException;

/** Lines of text: each is an object, without its line end. */
public final class LineSource implements Source {

    private final InputStream in;
    private final String track;
    private final Grouping grouping;
    private final int maxLine;

    /**
     * Reads from {@code in}.
     *
     * @param maxLine the most bytes that a line may have
     */
    public LineSource(InputStream in, String track, Grouping grouping, int maxLine) {
        this.in = new BufferedInputStream(in);
        this.track = track;
        this.grouping = grouping;
        this.maxLine = maxLine;
    }

    @Override
    public Feed register(Publication publication) {
        TrackWriter writer = publication.track(track, Publication.DEFAULT_PRIORITY);
        return () -> {
            for (ByteBuffer line = next(); line != null; line = next()) {
                grouping.write(writer, line);
            }
            writer.endGroup();
        };
    }

    private @Nullable ByteBuffer next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == maxLine) {
                throw CommandException.input(
                        "a line has more than " + maxLine + " bytes, which receivers refuse", "publish it with --file");
            }
            line.write(next);
        }
        byte[] bytes = line.toByteArray();
        boolean endsWithReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return ByteBuffer.wrap(bytes, 0, endsWithReturn ? bytes.length - 1 : bytes.length);
    }
}
