package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RequestError;
import org.moqj.core.SessionState;

/** A refused request fails alone. */
final class Refused {

    private Refused() {}

    /** Waits until {@code request} is refused, for whatever reason, and sees that the session lives. */
    static void somehow(SessionPair pair, CompletableFuture<?> request) {
        assertThat(pair.awaitFailure(request)).isInstanceOf(MoqRequestException.class);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    /** Waits until {@code request} is refused for {@code reason}, and sees that the session lives. */
    static void as(SessionPair pair, RequestError reason, CompletableFuture<?> request) {
        somehow(pair, request);
        assertThat(pair.awaitFailure(request))
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                        .contains(reason));
    }

    /**
     * Does what {@link #as} does for requests other than SUBSCRIBE: draft-07 has no numbers for the reasons of their
     * refusals, so that the refusal itself is all that arrives there.
     */
    static void asFarAsKnown(SessionPair pair, RequestError reason, CompletableFuture<?> request) {
        if (pair.client().draft().equals(MoqDraft.DRAFT_07)) {
            somehow(pair, request);
        } else {
            as(pair, reason, request);
        }
    }
}
