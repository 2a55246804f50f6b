package org.moqj.cli.subscribe;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Where payloads go: each piece whole, or not at all once it is finished. Thread-safe; a slow reader makes writers wait.
 */
public final class Output implements AutoCloseable {

    private final OutputStream out;
    private final boolean closesStream;
    private boolean finished;

    private Output(OutputStream out, boolean closesStream) {
        this.out = out;
        this.closesStream = closesStream;
    }

    /** Writes to a stream, which stays open. */
    public static Output to(OutputStream stream) {
        return new Output(stream, false);
    }

    /** Writes to a file, which is made or emptied. */
    public static Output to(Path file) throws IOException {
        return new Output(new FileOutputStream(file.toFile()), true);
    }

    /**
     * Writes all of {@code piece}.
     *
     * @throws UncheckedIOException where the output fails
     */
    public synchronized void write(ByteBuffer piece) {
        if (finished) {
            return;
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.duplicate().get(bytes);
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the piece that is being written, and takes no further one. */
    public synchronized void finish() {
        finished = true;
    }

    /** Does what {@link #finish()} does, and closes what this has opened. */
    @Override
    public void close() throws IOException {
        finish();
        if (closesStream) {
            out.close();
        }
    }
}
