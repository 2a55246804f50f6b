package org.moqj.cli.media;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which tracks make up the media: the part of draft-ietf-moq-catalogformat-01 that {@code moq-pub} writes and
 * {@code moq-sub} reads.
 *
 * @param initTrack the track whose one object is the init segment
 * @param tracks the names of the media tracks, in the order of the {@code moov}
 */
public record Catalog(String initTrack, List<String> tracks) {

    /** The track whose one object is the catalog. */
    public static final String TRACK = ".catalog";

    /** The track whose one object is the init segment, unless a catalog says otherwise. */
    public static final String INIT_TRACK = "0.mp4";

    /** Copies the names. */
    public Catalog {
        tracks = List.copyOf(tracks);
    }

    /** Returns the catalog that holds where the publisher has none. */
    public static Catalog of(InitSegment init) {
        return new Catalog(
                INIT_TRACK, init.tracks().stream().map(MediaTrack::trackName).toList());
    }

    /**
     * Returns the catalog's text for a publisher.
     *
     * @param namespace the namespace of all tracks, with slashes between its fields
     */
    public static byte[] write(String namespace, InitSegment init) {
        return CatalogJson.write(namespace, init).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the text of a publisher's catalog. */
    public static Catalog read(byte[] json) throws MediaFormatException {
        return CatalogJson.read(json);
    }
}
