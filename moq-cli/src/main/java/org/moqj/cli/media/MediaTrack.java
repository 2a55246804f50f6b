package org.moqj.cli.media;

/**
 * A track of the media, as its {@code trak} describes it.
 *
 * @param id the {@code track_ID}
 * @param kind what it carries
 * @param timescale ticks a second of its timestamps
 * @param format how it is coded
 * @param defaultSampleFlags what holds for samples that no fragment says otherwise of ({@code trex})
 */
public record MediaTrack(long id, Kind kind, long timescale, SampleFormat format, int defaultSampleFlags) {

    /** What a track carries. */
    public enum Kind {
        /** Pictures. */
        VIDEO,
        /** Sound. */
        AUDIO,
        /** Anything else, such as subtitles. */
        OTHER
    }

    /** Returns the name of the MoQ track that carries it. */
    public String trackName() {
        return id + ".m4s";
    }
}
