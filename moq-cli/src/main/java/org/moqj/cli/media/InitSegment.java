package org.moqj.cli.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a player needs before the first fragment.
 *
 * @param bytes {@code ftyp} and {@code moov}, read-only
 * @param tracks the tracks in the order of the {@code moov}
 */
public record InitSegment(ByteBuffer bytes, List<MediaTrack> tracks) {

    /** Copies the tracks. */
    public InitSegment {
        tracks = List.copyOf(tracks);
    }

    /** Returns a view of the bytes with a position of its own. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Returns the track with this {@code track_ID}. */
    public Optional<MediaTrack> track(long id) {
        return tracks.stream().filter(track -> track.id() == id).findFirst();
    }

    /**
     * Reads an init segment that is in memory.
     *
     * @throws MediaFormatException where it is not one {@code ftyp} and one {@code moov} of fragmented media
     */
    public static InitSegment parse(ByteBuffer bytes) throws MediaFormatException {
        List<Box> boxes = Box.in(bytes);
        if (boxes.size() != 2
                || !boxes.get(0).type().equals("ftyp")
                || !boxes.get(1).type().equals("moov")) {
            throw MediaFormatException.notFragmentedMp4("an init segment is ftyp and moov, not "
                    + boxes.stream().map(Box::type).toList());
        }
        return new InitSegment(bytes.slice().asReadOnlyBuffer(), Movie.tracks(boxes.get(1)));
    }

    /** Returns when a fragment's first sample is decoded, in seconds; empty where it does not say. */
    public OptionalDouble seconds(ByteBuffer fragment) {
        try {
            for (Box box : Box.in(fragment)) {
                if (box.type().equals("moof")) {
                    MovieFragment moof = MovieFragment.read(box, this);
                    long timescale = track(moof.trackId()).orElseThrow().timescale();
                    return OptionalDouble.of((double) moof.decodeTime() / timescale);
                }
            }
            return OptionalDouble.empty();
        } catch (MediaFormatException | IndexOutOfBoundsException | BufferUnderflowException e) {
            return OptionalDouble.empty();
        }
    }
}
