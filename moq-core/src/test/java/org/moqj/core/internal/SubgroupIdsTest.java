package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.moqj.core.GroupWriter;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;

/** A subgroup has one stream: its id opens once in a group, whatever became of it. */
class SubgroupIdsTest {

    private final TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
    private final FakeSubscribe request = FakeSubscribe.all();

    @Test
    void aSubgroupOpensOnce() {
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter open = group.subgroup(3, 128);
        open.write("open");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.subgroup(3, 128))
                .withMessageContaining("Subgroup 3 was opened before");
        open.close();
        assertThatIllegalArgumentException().isThrownBy(() -> group.subgroup(3, 128));

        fixture.settle();
        assertThat(request.log()).containsOnlyOnce("open 0/3");
    }

    @Test
    void aSubgroupThatWasResetDoesNotOpenAgain() {
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter reset = group.subgroup(3, 128);
        reset.write("gone");
        reset.reset();

        assertThatIllegalArgumentException().isThrownBy(() -> group.subgroup(3, 128));
    }
}
