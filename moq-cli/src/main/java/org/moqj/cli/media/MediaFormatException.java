package org.moqj.cli.media;

import java.io.IOException;

/** The input is not the media that it should be. The message says what was found. */
public final class MediaFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String RECIPE =
            "make it with: ffmpeg -i INPUT -c copy -f mp4 -movflags cmaf+separate_moof+delay_moov+skip_trailer OUTPUT";

    private final String hint;

    private MediaFormatException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    static MediaFormatException notFragmentedMp4(String detail) {
        return new MediaFormatException("the input is not fragmented MP4: " + detail, RECIPE);
    }

    static MediaFormatException tooLarge(String what, long size, long limit) {
        return new MediaFormatException(
                what + " has " + size + " bytes, and " + limit + " are allowed",
                "encode with a lower bit rate or with more, smaller fragments: -movflags +frag_every_frame");
    }

    static MediaFormatException badCatalog(String detail) {
        return new MediaFormatException(
                "the catalog cannot be used: " + detail, "check what the publisher puts into its track .catalog");
    }

    /** Returns what to try next, as a sentence without a full stop. */
    public String hint() {
        return hint;
    }
}
