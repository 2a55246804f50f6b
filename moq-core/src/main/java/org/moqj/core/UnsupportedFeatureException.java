package org.moqj.core;

/**
 * The session's draft, or the peer's implementation as its profile describes it, lacks what was asked for. Nothing was
 * sent; {@link MoqSession#supports} tells beforehand.
 */
public final class UnsupportedFeatureException extends UnsupportedOperationException {

    private static final long serialVersionUID = 1L;

    private final Feature feature;

    /**
     * Describes what is lacking.
     *
     * @param feature what was asked for
     * @param where the draft or peer that lacks it, such as {@code draft-07} or {@code the peer profile moq-rs}
     * @param detail what happens otherwise, or what to do instead; may be empty
     */
    public UnsupportedFeatureException(Feature feature, String where, String detail) {
        super(feature + " is not supported by " + where + (detail.isEmpty() ? "" : ": " + detail));
        this.feature = feature;
    }

    /** Returns what was asked for. */
    public Feature feature() {
        return feature;
    }
}
