package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** What makes a track malformed (draft-14, section 2.5), beyond what whole sessions show. */
class TrackRulesTest {

    private final TrackRules rules = new TrackRules(true);

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
        GroupRules group = rules.group(1);
        assertThat(group.endSubgroup(5, 9)).isNull();

        assertThat(group.endSubgroup(5, 9)).isNull();
        assertThat(group.endSubgroup(5, 8)).contains("subgroup 5");
        assertThat(group.endSubgroup(6, 8)).isNull();
    }

    private static MoqObject with(long group, long object, ExtensionHeader... headers) {
        return MoqObject.of(
                group, 0, object, 100, ForwardingPreference.SUBGROUP, List.of(headers), new byte[] {'a'}, 0, 1);
    }

    private static ExtensionHeader groupGap(long count) {
        return new ExtensionHeader.Numeric(0x3c, count);
    }

    private static ExtensionHeader objectGap(long count) {
        return new ExtensionHeader.Numeric(0x3e, count);
    }

    @Test
    void trackDoesNotEndBeforeItsObjects() {
        assertThat(check(Fixtures.object(5, 0, 0, "a"))).isNull();
        assertThat(check(Fixtures.object(4, 0, 7, "a"))).isNull();

        assertThat(check(marker(5, 0, ObjectStatus.END_OF_TRACK))).contains("has object 5:0");
        assertThat(check(marker(4, 9, ObjectStatus.END_OF_TRACK))).contains("has object 5:0");
        assertThat(check(marker(5, 1, ObjectStatus.END_OF_TRACK))).isNull();
    }

    private static List<Arguments> others() {
        return List.of(
                Arguments.of(Fixtures.object(1, 0, 2, "longer"), "payload"),
                Arguments.of(Fixtures.object(1, 3, 2, "a"), "subgroup"),
                Arguments.of(marker(1, 2, ObjectStatus.END_OF_GROUP), "has object 2"),
                Arguments.of(
                        MoqObject.of(1, 0, 2, 7, ForwardingPreference.SUBGROUP, List.of(), new byte[] {'a'}, 0, 1),
                        "publisher priority"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void objectStaysWhatItIs(MoqObject other, String what) {
        assertThat(check(Fixtures.object(1, 0, 2, "a"))).isNull();
        assertThat(check(Fixtures.object(1, 0, 2, "b"))).as("of the same size").isNull();

        assertThat(check(other)).contains(what);
    }

    @Test
    void markerStaysWhatItIs() {
        assertThat(check(marker(1, 2, ObjectStatus.END_OF_GROUP))).isNull();

        assertThat(check(marker(1, 2, ObjectStatus.END_OF_TRACK))).contains("another status");
    }

    @Test
    void objectCanCeaseToExist() {
        assertThat(check(Fixtures.object(1, 0, 2, "a"))).isNull();
        assertThat(check(marker(1, 2, ObjectStatus.DOES_NOT_EXIST))).isNull();
        assertThat(check(marker(1, 3, ObjectStatus.DOES_NOT_EXIST))).isNull();

        assertThat(check(Fixtures.object(1, 0, 3, "a"))).as("overtaken").isNull();
        assertThat(check(Fixtures.object(1, 0, 3, "longer"))).contains("payload");
    }

    @Test
    void datagramsSubgroupIsMadeUpInFetches() {
        assertThat(check(Fixtures.datagram(1, 2, "a"))).isNull();

        assertThat(rules.checkFetched(rules.group(1), Fixtures.object(1, 0, 2, "a")))
                .isNull();
        assertThat(rules.checkFetched(rules.group(1), Fixtures.object(1, 0, 2, "longer")))
                .contains("payload");
    }

    @Test
    void remembersTheLastObjectsOnly() {
        assertThat(check(Fixtures.object(1, 0, 0, "a"))).isNull();
        for (int object = 1; object <= 512; object++) {
            assertThat(check(Fixtures.object(1, 0, object, "a"))).isNull();
        }

        assertThat(check(Fixtures.object(1, 0, 1, "longer"))).contains("payload");
        assertThat(check(Fixtures.object(1, 0, 0, "longer"))).as("forgotten").isNull();
    }

    @Test
    void idsOfRelayThatRenumbersSayNothing() {
        TrackRules lenient = new TrackRules(false);
        assertThat(lenient.check(lenient.group(1), Fixtures.object(1, 0, 2, "a")))
                .isNull();

        assertThat(lenient.check(lenient.group(1), Fixtures.object(1, 1, 2, "longer")))
                .isNull();
        assertThat(lenient.check(lenient.group(1), with(1, 3, objectGap(2)))).isNull();
    }

    @Test
    void gapCoversNoObjectThatCame() {
        assertThat(check(Fixtures.object(1, 0, 2, "a"))).isNull();

        assertThat(check(with(1, 5, objectGap(2)))).isNull();
        assertThat(check(with(1, 6, objectGap(4)))).contains("covers object 5");
        assertThat(check(with(2, 6, objectGap(4)))).as("of another group").isNull();
    }

    @Test
    void objectOfGapDoesNotCome() {
        assertThat(check(with(1, 5, objectGap(2)))).isNull();

        assertThat(check(marker(1, 4, ObjectStatus.DOES_NOT_EXIST))).isNull();
        assertThat(check(Fixtures.object(1, 0, 2, "a"))).isNull();
        assertThat(check(Fixtures.object(1, 0, 3, "a"))).contains("was said not to exist");
        assertThat(check(Fixtures.object(1, 0, 4, "a"))).contains("was said not to exist");
    }

    @Test
    void gapCoversNoGroupThatCame() {
        assertThat(check(Fixtures.object(3, 0, 0, "a"))).isNull();

        assertThat(check(with(6, 0, groupGap(2)))).isNull();
        assertThat(check(with(7, 0, groupGap(4)))).contains("has object 0");
    }

    @Test
    void groupOfGapDoesNotCome() {
        rules.group(8); // its stream has begun
        assertThat(check(with(10, 0, groupGap(2)))).isNull();

        assertThat(check(Fixtures.object(8, 0, 0, "a"))).contains("after the end of its group at 0");
        assertThat(check(Fixtures.object(9, 0, 0, "a"))).contains("after the end of its group at 0");
        assertThat(check(marker(9, 0, ObjectStatus.END_OF_GROUP))).isNull();
        assertThat(check(Fixtures.object(7, 0, 0, "a"))).isNull();
    }

    @Test
    void groupHasOneGapBeforeIt() {
        assertThat(check(with(10, 0, groupGap(2)))).isNull();
        assertThat(check(with(10, 1, groupGap(2)))).isNull();

        assertThat(check(with(10, 2, groupGap(1)))).contains("is 2 and 1");
    }

    @Test
    void remembersTheLastGapsOnly() {
        IdRanges ranges = new IdRanges();
        assertThat(ranges.contains(0)).isFalse();
        for (int i = 0; i < 33; i++) {
            ranges.add(i * 10L, i * 10L + 1);
        }

        assertThat(ranges.contains(0)).as("forgotten").isFalse();
        assertThat(ranges.contains(10)).isTrue();
        assertThat(ranges.contains(321)).isTrue();
        assertThat(ranges.contains(322)).isFalse();
    }
}
