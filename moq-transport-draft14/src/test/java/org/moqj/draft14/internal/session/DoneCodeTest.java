package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.DoneStatus;
import org.moqj.core.spi.draft.SubscriptionDone;

class DoneCodeTest {

    @ParameterizedTest
    @CsvSource({
        "0, INTERNAL_ERROR, INTERNAL_ERROR",
        "1, UNAUTHORIZED, UNAUTHORIZED",
        "2, TRACK_ENDED, TRACK_ENDED",
        "3, SUBSCRIPTION_ENDED, SUBSCRIPTION_ENDED",
        "4, GOING_AWAY, GOING_AWAY",
        "5, EXPIRED, EXPIRED",
        "6, TOO_FAR_BEHIND, TOO_FAR_BEHIND",
        "7, MALFORMED_TRACK, MALFORMED_TRACK",
        "404, OTHER, 0x194",
    })
    void meansWhatTheDraftSays(long code, DoneStatus status, String name) {
        assertThat(DoneCode.toCore(code, "why"))
                .isEqualTo(new SubscriptionDone(status, code, name, "why", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, TRACK_ENDED, 0x0",
        "2, TRACK_ENDED, TRACK_ENDED",
        "3, SUBSCRIPTION_ENDED, SUBSCRIPTION_ENDED",
        "1, OTHER, 0x1",
        "4, OTHER, 0x4",
        "404, OTHER, 0x194"
    })
    void meansSomethingElseFromAPeerWithCodesOfItsOwn(long code, DoneStatus status, String name) {
        assertThat(DoneCode.ofOwnCode(code, "done"))
                .isEqualTo(new SubscriptionDone(status, code, name, "done", Optional.empty()));
    }

    @Test
    void saysWhatADraftNeutralStatusMeans() {
        assertThat(DoneCode.of(DoneStatus.UNSUBSCRIBED)).isEqualTo(DoneCode.SUBSCRIPTION_ENDED);
        assertThat(DoneCode.of(DoneStatus.OTHER)).isEqualTo(DoneCode.INTERNAL_ERROR);
        assertThat(DoneCode.of(DoneStatus.TRACK_ENDED).code()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = DoneStatus.class,
            names = {"UNSUBSCRIBED", "OTHER"},
            mode = EnumSource.Mode.EXCLUDE)
    void saysEachStatusByItsName(DoneStatus status) {
        assertThat(DoneCode.of(status).name()).isEqualTo(status.name());
        assertThat(DoneCode.toCore(DoneCode.of(status).code(), "").status()).isEqualTo(status);
    }
}
