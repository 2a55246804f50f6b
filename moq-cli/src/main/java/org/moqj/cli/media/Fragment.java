package org.moqj.cli.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A movie fragment of one track: a {@code moof} and its {@code mdat}.
 *
 * @param trackId the {@code track_ID}
 * @param decodeTime when its first sample is decoded, in the track's timescale
 * @param startsWithKeyframe whether a decoder can start here; told as {@code moq-pub} does, from the samples' flags
 * @param moof the whole box, read-only
 * @param mdat the whole box, read-only
 */
public record Fragment(long trackId, long decodeTime, boolean startsWithKeyframe, ByteBuffer moof, ByteBuffer mdat) {

    static Fragment of(Box moof, Box mdat, InitSegment init) throws MediaFormatException {
        try {
            MovieFragment parsed = MovieFragment.read(moof, init);
            return new Fragment(
                    parsed.trackId(), parsed.decodeTime(), parsed.hasKeyframe(), moof.bytes(), mdat.bytes());
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw MediaFormatException.notFragmentedMp4("a box inside a moof is too short");
        }
    }

    /** Returns a view of the {@code moof} with a position of its own. */
    @Override
    public ByteBuffer moof() {
        return moof.duplicate();
    }

    /** Returns a view of the {@code mdat} with a position of its own. */
    @Override
    public ByteBuffer mdat() {
        return mdat.duplicate();
    }

    /** Returns both boxes in one piece. */
    public ByteBuffer bytes() {
        ByteBuffer both = ByteBuffer.allocate(moof.remaining() + mdat.remaining());
        return both.put(moof()).put(mdat()).flip().asReadOnlyBuffer();
    }

    /** Returns the same samples {@code ticks} later: for a clip that is played again and again. */
    public Fragment delayedBy(long ticks) throws MediaFormatException {
        ByteBuffer copy = ByteBuffer.allocate(moof.remaining()).put(moof()).flip();
        MovieFragment.setDecodeTime(Box.in(copy).get(0), decodeTime + ticks);
        return new Fragment(trackId, decodeTime + ticks, startsWithKeyframe, copy.asReadOnlyBuffer(), mdat);
    }
}
