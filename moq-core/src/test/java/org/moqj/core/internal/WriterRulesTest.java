package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.Delivery;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.Location;
import org.moqj.core.model.ObjectStatus;

/** What may be written to a track, in which order (draft-14, sections 2 and 10.2.1.1; draft-07, sections 2 and 7.1.1.1). */
class WriterRulesTest {

    private final TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
    private final FakeSubscribe request = FakeSubscribe.all();

    private static void write(SubgroupWriter writer, long objectId) {
        writer.write(objectId, ByteBuffer.wrap(new byte[1]), List.of());
    }

    private static void mark(SubgroupWriter writer, long objectId, ObjectStatus status) {
        writer.writeStatus(objectId, status, List.of());
    }

    @Test
    void idsRiseWithinASubgroup() {
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter other = group.subgroup(1, 128);
        write(group, 3);

        assertThatIllegalArgumentException().isThrownBy(() -> write(group, 1)).withMessageContaining("1 after 3");
        write(other, 1); // nobody has used it
    }

    @Test
    void anIdIsUsedOnceInAGroupOverAllSubgroups() {
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter other = group.subgroup(1, 128);
        write(group, 0);
        write(group, 4);

        write(other, 1);
        write(other, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> write(other, 4)).withMessageContaining("0:4");
        SubgroupWriter third = group.subgroup(2, 128);
        assertThatIllegalArgumentException().isThrownBy(() -> write(third, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> write(third, 3));
        write(third, 2);
        other.write("next");
        assertThat(other.nextObjectId()).isEqualTo(6);
        fixture.serve(request);

        assertThat(request.sender.objects)
                .extracting(object -> object.subgroupId() + ":" + object.objectId())
                .containsExactlyInAnyOrder("0:0", "0:4", "1:1", "1:3", "2:2", "1:5");
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void nothingFollowsTheEndOfAGroup(Delivery delivery) {
        TrackFixture delivered = TrackFixture.of(TrackOptions.defaults().withDelivery(delivery));
        delivered.serve(request);
        GroupWriter group = delivered.track.nextGroup();
        write(group, 0);
        mark(group, 3, ObjectStatus.END_OF_GROUP);

        assertThatIllegalStateException().isThrownBy(() -> group.write("x")).withMessageContaining("has ended");
        assertThatIllegalStateException().isThrownBy(() -> write(group, 9));
        assertThatIllegalStateException().isThrownBy(() -> mark(group, 9, ObjectStatus.END_OF_GROUP));
        delivered.track.nextGroup().write("the track goes on");
        delivered.settle();

        assertThat(request.sender.objects)
                .extracting(object -> object.location() + " " + object.status())
                .containsExactly("0:0 NORMAL", "0:3 END_OF_GROUP", "1:0 NORMAL");
    }

    @Test
    void otherSubgroupsKeepToTheEndOfTheirGroup() {
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter other = group.subgroup(1, 128);
        write(group, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> mark(other, 4, ObjectStatus.END_OF_GROUP));
        mark(group, 6, ObjectStatus.END_OF_GROUP);

        write(other, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> write(other, 6));
        assertThatIllegalStateException().isThrownBy(() -> write(other, 7));
        assertThatIllegalStateException().isThrownBy(() -> other.write("x"));
    }

    @Test
    void groupWithoutObjectsEndsAtZero() {
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        mark(group, 0, ObjectStatus.END_OF_GROUP);
        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 END_OF_GROUP last");
    }

    @Test
    void nothingFollowsTheEndOfTheTrack() {
        GroupWriter older = fixture.track.group(1);
        GroupWriter last = fixture.track.group(2);
        GroupWriter opened = fixture.track.group(9);
        write(last, 0);
        mark(last, 1, ObjectStatus.END_OF_TRACK);

        assertThatIllegalStateException().isThrownBy(() -> last.write("x"));
        assertThatIllegalStateException().isThrownBy(() -> opened.write("x")).withMessageContaining("group 2");
        assertThatIllegalStateException().isThrownBy(() -> fixture.track.group(3));
        assertThatIllegalStateException().isThrownBy(fixture.track::nextGroup);
        older.write("is before the end");
        fixture.settle();

        assertThat(fixture.track.largest()).contains(new Location(2, 1));
    }

    @Test
    void trackDoesNotEndBeforeWhatWasWritten() {
        GroupWriter first = fixture.track.nextGroup();
        fixture.track.nextGroup().write("x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> mark(first, 0, ObjectStatus.END_OF_TRACK))
                .withMessageContaining("group 1");
        write(first, 0);
        GroupWriter third = fixture.track.nextGroup();
        mark(third, 0, ObjectStatus.END_OF_TRACK);
        fixture.settle();

        assertThat(fixture.track.largest()).contains(new Location(2, 0));
    }

    @Test
    void endOfASubgroupEndsThatAlone() {
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter other = group.subgroup(1, 128);
        write(group, 0);
        mark(group, 1, ObjectStatus.END_OF_SUBGROUP);

        assertThatIllegalStateException().isThrownBy(() -> group.write("x"));
        write(other, 1); // the marker is no object: its id is free
        fixture.settle();

        assertThat(request.log())
                .containsExactly("open 0/0", "write 0/0/0", "write 0/0/1 END_OF_SUBGROUP", "open 0/1", "write 0/1/1");
        assertThat(fixture.track.largest()).contains(new Location(0, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Delivery.class,
            names = {"DATAGRAM", "OBJECT_PER_STREAM"})
    void trackWithoutSubgroupsHasNoEndOfOne(Delivery delivery) {
        GroupWriter group = TrackFixture.of(TrackOptions.defaults().withDelivery(delivery))
                .track
                .nextGroup();

        assertThatIllegalArgumentException().isThrownBy(() -> mark(group, 1, ObjectStatus.END_OF_SUBGROUP));
    }

    @Test
    void whatDoesNotExistHasNoExtensionHeaders() {
        GroupWriter group = fixture.track.nextGroup();
        List<ExtensionHeader> headers = List.of(new ExtensionHeader.Numeric(2, 9));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.writeStatus(0, ObjectStatus.DOES_NOT_EXIST, headers));
        mark(group, 0, ObjectStatus.DOES_NOT_EXIST);
        group.writeStatus(1, ObjectStatus.END_OF_GROUP, headers);
    }

    @Test
    void groupThatHasEndedOpensNoSubgroup() {
        GroupWriter group = fixture.track.nextGroup();
        group.close();

        assertThatIllegalStateException().isThrownBy(() -> group.subgroup(1, 128));
    }
}
