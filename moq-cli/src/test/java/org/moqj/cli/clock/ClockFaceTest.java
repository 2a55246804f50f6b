package org.moqj.cli.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;

class ClockFaceTest {

    private final List<String> shown = new ArrayList<>();
    private final ClockFace face = new ClockFace(shown::add);

    private void arrives(long group, long object, ForwardingPreference preference, String text) {
        byte[] payload = text.getBytes(UTF_8);
        face.accept(MoqObject.of(group, 0, object, 0, preference, List.of(), payload, 0, payload.length));
    }

    @Test
    void putsMinuteAndSecondTogether() {
        arrives(59, 0, ForwardingPreference.SUBGROUP, "2026-01-01 00:59:");
        arrives(59, 1, ForwardingPreference.SUBGROUP, "58");
        arrives(60, 0, ForwardingPreference.SUBGROUP, "2026-01-01 01:00:");
        arrives(59, 2, ForwardingPreference.SUBGROUP, "59");
        arrives(60, 1, ForwardingPreference.SUBGROUP, "00");

        assertThat(shown).containsExactly("2026-01-01 00:59:58", "2026-01-01 00:59:59", "2026-01-01 01:00:00");
    }

    @Test
    void leavesOutAGroupWhoseBeginningItDidNotGet() {
        arrives(59, 7, ForwardingPreference.SUBGROUP, "58");

        assertThat(shown).isEmpty();
    }

    @Test
    void showsDatagramsAsTheyAre() {
        arrives(12, 0, ForwardingPreference.DATAGRAM, "2026-01-01 00:12:05");

        assertThat(shown).containsExactly("2026-01-01 00:12:05");
    }

    @Test
    void letsNoPeerDriveTheTerminal() {
        arrives(12, 0, ForwardingPreference.DATAGRAM, "\u001b[2J");

        assertThat(shown).containsExactly("\\u001b[2J");
    }
}
