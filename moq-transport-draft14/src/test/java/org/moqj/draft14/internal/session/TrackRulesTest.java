package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** What makes a track malformed (draft-14, section 2.5), beyond what whole sessions show. */
class TrackRulesTest {

    private final TrackRules rules = new TrackRules();

    private static MoqObject marker(long group, long object, ObjectStatus status) {
        return MoqObject.ofStatus(group, 0, object, 0, ForwardingPreference.SUBGROUP, List.of(), status);
    }

    private @Nullable String check(MoqObject object) {
        return rules.check(rules.group(object.groupId()), object);
    }

    @Test
    void acceptsMarkersOfWhatDoesNotExistAnywhere() {
        assertThat(check(marker(1, 3, ObjectStatus.END_OF_GROUP))).isNull();

        assertThat(check(marker(1, 7, ObjectStatus.DOES_NOT_EXIST))).isNull();
    }

    @Test
    void endOfTrackEndsItsGroup() {
        assertThat(check(marker(4, 3, ObjectStatus.END_OF_TRACK))).isNull();

        assertThat(check(Fixtures.object(4, 0, 2, "a"))).isNull();
        assertThat(check(Fixtures.object(4, 0, 3, "a"))).contains("end of its group");
        assertThat(check(Fixtures.object(5, 0, 0, "a"))).contains("end of the track at 4:3");
        assertThat(check(Fixtures.object(3, 0, 9, "a"))).isNull();
    }

    @Test
    void emptyGroupEndsAtZero() {
        assertThat(check(marker(4, 0, ObjectStatus.END_OF_GROUP))).isNull();

        assertThat(check(Fixtures.object(4, 0, 0, "a"))).contains("end of its group at 0");
    }

    @Test
    void remembersNoMoreThanTheLastGroups() {
        assertThat(check(marker(0, 1, ObjectStatus.END_OF_GROUP))).isNull();
        for (int group = 1; group <= 64; group++) {
            assertThat(check(Fixtures.object(group, 0, 0, "a"))).isNull();
        }

        assertThat(check(Fixtures.object(0, 0, 9, "a"))).as("forgotten").isNull();
    }

    @Test
    void subgroupsEndOnce() {
        TrackRules.Group group = rules.group(1);
        assertThat(rules.endSubgroup(group, 5, 9)).isNull();

        assertThat(rules.endSubgroup(group, 5, 9)).isNull();
        assertThat(rules.endSubgroup(group, 5, 8)).contains("subgroup 5");
        assertThat(rules.endSubgroup(group, 6, 8)).isNull();
    }
}
