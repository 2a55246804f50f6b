package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.moqj.core.Feature;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionState;
import org.moqj.core.UnsupportedFeatureException;

/** What a draft does not have fails at once, with an error that names draft and feature, and ends nothing. */
final class Lacking {

    private Lacking() {}

    /** Returns whether {@code session} lacks {@code feature}, in which case {@code request} was seen to fail so. */
    static boolean lacks(MoqSession session, Feature feature, ThrowingCallable request) {
        if (session.supports(feature)) {
            return false;
        }
        assertThatThrownBy(request)
                .hasMessageContaining(feature.name())
                .hasMessageContaining(session.draft().toString())
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, lacking -> assertThat(lacking.feature())
                        .isEqualTo(feature));
        assertThat(session.state()).isEqualTo(SessionState.CONNECTED);
        return true;
    }
}
