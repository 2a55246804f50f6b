package org.moqj.relay.internal;

import java.util.concurrent.CompletionException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.UnsupportedFeatureException;

/** What those are told who asked for something that a publisher did not give. */
final class Refusals {

    private Refusals() {}

    /** Returns the refusal for what a request to a publisher failed with. */
    static Refusal of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MoqRequestException refused) {
            RequestError error = refused.error().orElse(RequestError.INTERNAL_ERROR);
            return Refusal.of(error, "at the publisher: " + refused.getMessage());
        }
        if (cause instanceof UnsupportedFeatureException) {
            return Refusal.of(RequestError.NOT_SUPPORTED, "the publisher cannot do this");
        }
        return Refusal.of(RequestError.INTERNAL_ERROR, "the publisher is gone");
    }

    static Refusal noSuchTrack() {
        return Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "nobody publishes it here");
    }

    static Refusal limit(String what) {
        return Refusal.of(RequestError.INTERNAL_ERROR, "the relay has as many " + what + " as it takes");
    }
}
