package org.moqj.cli.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of fragmented MP4 into its init segment and its fragments. Other boxes ({@code styp}, {@code sidx},
 * {@code free} and so on) are skipped.
 */
public final class FragmentReader {

    private static final Set<String> INIT = Set.of("ftyp", "moov", "moof");
    private static final Set<String> MEDIA = Set.of("moof", "mdat", "moov");

    private final BoxReader boxes;
    private final int maxFragment;
    private @Nullable InitSegment init;
    private boolean lacksMdat;

    /**
     * Reads from {@code in}, which stays open.
     *
     * @param maxFragment the most bytes that a fragment may have
     */
    public FragmentReader(InputStream in, int maxFragment) {
        this.boxes = new BoxReader(in, maxFragment);
        this.maxFragment = maxFragment;
    }

    /** Returns the init segment, which is read at the first call. */
    public InitSegment init() throws IOException {
        if (init == null) {
            Box ftyp = expect("ftyp");
            Box moov = expect("moov");
            ByteBuffer bytes =
                    ByteBuffer.allocate(ftyp.bytes().remaining() + moov.bytes().remaining());
            bytes.put(ftyp.bytes().duplicate()).put(moov.bytes().duplicate()).flip();
            init = new InitSegment(bytes.asReadOnlyBuffer(), Movie.tracks(moov));
        }
        return init;
    }

    /**
     * Returns the next fragment; null at the end of the stream. A fragment that the stream ends inside of is left out,
     * see {@link #isTruncated()}.
     */
    public @Nullable Fragment next() throws IOException {
        InitSegment tracks = init();
        Box moof = boxes.next(MEDIA);
        if (moof == null) {
            return null;
        }
        if (!moof.type().equals("moof")) {
            throw MediaFormatException.notFragmentedMp4("a " + moof.type() + " stands where a moof should");
        }
        Box mdat = boxes.next(MEDIA);
        if (mdat == null) {
            lacksMdat = true;
            return null;
        }
        if (!mdat.type().equals("mdat")) {
            throw MediaFormatException.notFragmentedMp4("a " + mdat.type() + " follows a moof instead of its mdat");
        }
        Fragment fragment = Fragment.of(moof, mdat, tracks);
        long size = (long) moof.bytes().remaining() + mdat.bytes().remaining();
        if (size > maxFragment) {
            throw MediaFormatException.tooLarge("a fragment of track " + fragment.trackId(), size, maxFragment);
        }
        return fragment;
    }

    /** Returns whether the stream ended inside a box, or between a {@code moof} and its {@code mdat}. */
    public boolean isTruncated() {
        return lacksMdat || boxes.isTruncated();
    }

    private Box expect(String type) throws IOException {
        Box box = boxes.next(INIT);
        if (box == null) {
            throw MediaFormatException.notFragmentedMp4("it ends before its " + type);
        }
        if (!box.type().equals(type)) {
            throw MediaFormatException.notFragmentedMp4("a " + box.type() + " stands where its " + type + " should");
        }
        return box;
    }
}
