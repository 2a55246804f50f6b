package org.moqj.cli.publish;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file, cut into chunks: each is an object. */
public final class FileSource implements Source {

    private final InputStream in;
    private final String track;
    private final Grouping grouping;
    private final int chunkSize;

    /**
     * Reads from {@code in}.
     *
     * @param chunkSize bytes in an object; the last may have less
     */
    public FileSource(InputStream in, String track, Grouping grouping, int chunkSize) {
        this.in = in;
        this.track = track;
        this.grouping = grouping;
        this.chunkSize = chunkSize;
    }

    @Override
    public Feed register(Publication publication) {
        TrackWriter writer = publication.track(track, Publication.DEFAULT_PRIORITY);
        return () -> {
            for (byte[] chunk = in.readNBytes(chunkSize); chunk.length > 0; chunk = in.readNBytes(chunkSize)) {
                grouping.write(writer, ByteBuffer.wrap(chunk));
            }
            writer.endGroup();
        };
    }
}
