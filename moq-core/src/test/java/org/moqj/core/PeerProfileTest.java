package org.moqj.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moqj.core.PeerProfile.Quirk;

class PeerProfileTest {

    @Test
    void isFoundByItsName() {
        for (PeerProfile profile : PeerProfile.known()) {
            assertThat(PeerProfile.named(profile.name())).contains(profile);
            assertThat(profile).hasToString(profile.name());
        }
        assertThat(PeerProfile.named("moq-rs-06")).isEmpty();
        assertThat(PeerProfile.named("strict-unguarded")).isEmpty();
    }

    @Test
    void withoutGuardsSendsWhatItWouldHaveRefused() {
        PeerProfile unguarded = PeerProfile.MOQ_RS_07.withoutGuards();
        Set<Quirk> lifted = EnumSet.copyOf(PeerProfile.MOQ_RS_07.quirks());
        lifted.removeAll(unguarded.quirks());

        assertThat(unguarded.name()).isEqualTo("moq-rs-07-unguarded");
        assertThat(PeerProfile.named("moq-rs-07-unguarded")).contains(unguarded);
        assertThat(lifted)
                .containsExactlyInAnyOrder(
                        Quirk.NO_ABSOLUTE_FILTERS,
                        Quirk.CRASHES_ON_FETCH_AND_DISCOVERY,
                        Quirk.DATAGRAMS_END_SESSION,
                        Quirk.UTF8_TRACK_NAMES,
                        Quirk.NO_TRACK_STATUS);
        assertThat(PeerProfile.MOQ_RS_07.quirks()).containsAll(unguarded.quirks());
    }

    @Test
    void withoutGuardsTheLibrarysOwnMessagesStayAsThePeerNeedsThem() {
        assertThat(PeerProfile.MOQ_RS_14.withoutGuards().has(Quirk.NO_SESSION_UPDATES))
                .isTrue();
        assertThat(PeerProfile.MOQ_RS_14.withoutGuards().has(Quirk.IGNORED_REQUESTS))
                .isFalse();
    }

    @Test
    void withoutGuardsAProfileThatHasNoneStaysAsItIs() {
        assertThat(PeerProfile.STRICT.withoutGuards()).isSameAs(PeerProfile.STRICT);
        PeerProfile unguarded = PeerProfile.MOQ_RS_07.withoutGuards();
        assertThat(unguarded.withoutGuards()).isSameAs(unguarded);
    }
}
