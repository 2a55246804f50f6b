package org.moqj.cli.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the boxes of a stream one after the other, and holds none that is larger than allowed. */
final class BoxReader {

    /** What a stream of media can begin with; anything else is another kind of file. */
    private static final Set<String> FIRST = Set.of("ftyp", "styp", "moov", "moof", "free", "skip", "sidx", "emsg");

    private final InputStream in;
    private final int maxSize;
    private boolean begun;
    private boolean truncated;

    /** @param maxSize the most bytes that a box may have to be read; boxes that are skipped may have any size */
    BoxReader(InputStream in, int maxSize) {
        this.in = in;
        this.maxSize = maxSize;
    }

    /** Returns the next box of one of the types, skipping others; null at the end of the stream. */
    @Nullable
    Box next(Set<String> types) throws IOException {
        while (true) {
            byte[] start = readHeader();
            if (start.length == 0) {
                return null;
            }
            BoxHeader header = BoxHeader.of(ByteBuffer.wrap(start));
            checkFirst(header);
            if (types.contains(header.type())) {
                return read(header, start);
            }
            if (!skip(header.size() - start.length)) {
                return null;
            }
        }
    }

    /** Returns whether the stream ended inside a box. */
    boolean isTruncated() {
        return truncated;
    }

    /** Returns the bytes of a whole header, or none at the end of the stream. */
    private byte[] readHeader() throws IOException {
        byte[] start = in.readNBytes(BoxHeader.SHORT);
        int size = start.length == BoxHeader.SHORT && BoxHeader.isLong(ByteBuffer.wrap(start))
                ? BoxHeader.LONG
                : BoxHeader.SHORT;
        byte[] header = Arrays.copyOf(start, size);
        int read = start.length + in.readNBytes(header, start.length, size - start.length);
        truncated |= read > 0 && read < size;
        return read < size ? new byte[0] : header;
    }

    private void checkFirst(BoxHeader header) throws MediaFormatException {
        if (!begun && !FIRST.contains(header.type())) {
            throw MediaFormatException.notFragmentedMp4("it begins with a box \"" + header.type() + "\"");
        }
        begun = true;
    }

    private @Nullable Box read(BoxHeader header, byte[] start) throws IOException {
        if (header.size() > maxSize) {
            throw MediaFormatException.tooLarge("the box " + header.type(), header.size(), maxSize);
        }
        byte[] bytes = Arrays.copyOf(start, (int) header.size());
        int rest = bytes.length - start.length;
        if (in.readNBytes(bytes, start.length, rest) < rest) {
            truncated = true;
            return null;
        }
        return new Box(header.type(), ByteBuffer.wrap(bytes).asReadOnlyBuffer(), header.headerSize());
    }

    private boolean skip(long size) throws IOException {
        long left = size;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    truncated = true;
                    return false;
                }
                skipped = 1;
            }
            left -= skipped;
        }
        return true;
    }
}
