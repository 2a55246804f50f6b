package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.CacheOptions;
import org.moqj.core.internal.TrackLog.GroupLog;
import org.moqj.core.internal.TrackLog.SubgroupLog;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;

/** What the cache of a published track keeps, and what it lets go. */
class TrackLogTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now;

    private MoqObject object(long group, long id, int size) {
        return MoqObject.of(group, 0, id, 128, ForwardingPreference.SUBGROUP, List.of(), new byte[size], 0, size);
    }

    private SubgroupLog open(TrackLog log, long group, int objects, int size) {
        SubgroupLog subgroup = log.begin(new SubgroupHeader(group, 0, 128, true, false), now);
        for (int i = 0; i < objects; i++) {
            log.add(subgroup, object(group, i, size), now);
        }
        return subgroup;
    }

    private void write(TrackLog log, long group, int objects, int size) {
        log.end(open(log, group, objects, size), SubgroupEnd.COMPLETE, now);
    }

    /** Returns each group with the number of objects that it keeps. */
    private static List<String> kept(TrackLog log) {
        List<String> kept = new ArrayList<>();
        for (GroupLog group : log.groups()) {
            int objects = group.subgroups.stream()
                    .mapToInt(subgroup -> subgroup.objects.size())
                    .sum();
            kept.add(group.groupId + ":" + objects);
        }
        return kept;
    }

    @Test
    void keepsTheCurrentGroupByDefault() {
        TrackLog log = new TrackLog(CacheOptions.currentGroup());

        write(log, 0, 2, 1);
        write(log, 1, 3, 1);

        assertThat(kept(log)).containsExactly("1:3");
    }

    @Test
    void keepsAsManyGroupsAsItMay() {
        TrackLog log = new TrackLog(CacheOptions.of(3, 1000));

        for (int g = 0; g < 10; g++) {
            write(log, g, 2, 1);
        }

        assertThat(kept(log)).containsExactly("7:2", "8:2", "9:2");
    }

    @Test
    void keepsAsManyBytesAsItMay() {
        TrackLog log = new TrackLog(CacheOptions.of(100, 25));

        for (int g = 0; g < 10; g++) {
            write(log, g, 1, 10);
        }

        assertThat(kept(log)).containsExactly("8:1", "9:1");
    }

    @Test
    void dropsTheCurrentGroupWhenItAlonePassesTheBytes() {
        TrackLog log = new TrackLog(CacheOptions.of(100, 25));

        SubgroupLog current = open(log, 0, 3, 10);
        log.add(current, object(0, 3, 1), now);
        assertThat(kept(log)).containsExactly("0:0");

        log.end(current, SubgroupEnd.COMPLETE, now);
        assertThat(kept(log)).isEmpty();
    }

    @Test
    void halfAGroupIsNotKeptOnceItWasDropped() {
        TrackLog log = new TrackLog(CacheOptions.of(100, 25));

        for (int i = 0; i < 4; i++) {
            SubgroupLog subgroup = log.begin(new SubgroupHeader(0, i, 128, true, false), now);
            log.add(subgroup, object(0, i, 10), now);
            log.end(subgroup, SubgroupEnd.COMPLETE, now);
        }

        assertThat(kept(log)).isEmpty();
    }

    @Test
    void groupThatStaysOpenDoesNotKeepOthersFromBeingDropped() {
        TrackLog log = new TrackLog(CacheOptions.currentGroup());
        SubgroupLog old = open(log, 0, 1, 1);

        for (int g = 1; g < 100; g++) {
            write(log, g, 1, 1);
        }
        assertThat(kept(log)).containsExactly("0:0", "99:1");

        log.add(old, object(0, 1, 1), now);
        log.end(old, SubgroupEnd.COMPLETE, now);
        assertThat(kept(log)).containsExactly("99:1");
    }

    @Test
    void openGroupForgetsSubgroupsThatEndAfterItWasDropped() {
        TrackLog log = new TrackLog(CacheOptions.none());
        open(log, 0, 1, 1);

        for (int i = 1; i < 100; i++) {
            SubgroupLog subgroup = log.begin(new SubgroupHeader(0, i, 128, true, false), now);
            log.add(subgroup, object(0, i, 1), now);
            log.end(subgroup, SubgroupEnd.COMPLETE, now);
        }

        assertThat(log.groups().iterator().next().subgroups).hasSize(1);
    }

    @Test
    void dropsGroupsThatHaveGrownOld() {
        TrackLog log = new TrackLog(new CacheOptions(10, 1000, Duration.ofSeconds(5)));
        write(log, 0, 1, 1);
        now += 4 * SECOND;
        write(log, 1, 1, 1);
        now += 2 * SECOND;

        log.trim(now);
        assertThat(kept(log)).containsExactly("1:1");

        now += 5 * SECOND;
        log.trim(now);
        assertThat(kept(log)).isEmpty();
    }

    @Test
    void ageMayBeForEver() {
        TrackLog log = new TrackLog(new CacheOptions(1, 1000, Duration.ofSeconds(Long.MAX_VALUE)));

        write(log, 0, 1, 1);

        assertThat(kept(log)).containsExactly("0:1");
    }

    @Test
    void olderGroupThatComesLateIsDroppedAtOnce() {
        TrackLog log = new TrackLog(CacheOptions.currentGroup());
        write(log, 9, 1, 1);

        write(log, 3, 1, 1);

        assertThat(kept(log)).containsExactly("9:1");
        assertThat(log.largest()).contains(new Location(9, 0));
    }

    private static TrackLog passedOn(CacheOptions options) {
        TrackLog log = new TrackLog(options);
        log.passedFrom(Optional.of(new Location(4, 7)));
        return log;
    }

    private static LocationRange groups(long first, long last) {
        return LocationRange.throughGroup(new Location(first, 0), last);
    }

    @Test
    void whatWasBeforeASubscriptionElsewhereIsNotKnown() {
        TrackLog log = passedOn(CacheOptions.of(10, 100_000));
        assertThat(log.hasForgotten(groups(9, 9)))
                .as("as long as it is not known where it begins")
                .isTrue();

        log.joinedAt(new Location(4, 8));

        assertThat(log.largest()).contains(new Location(4, 7));
        assertThat(log.hasForgotten(groups(4, 4))).isTrue();
        assertThat(log.hasForgotten(groups(5, 9))).isFalse();
    }

    @Test
    void aGroupThatIsThereFromItsBeginningIsKnown() {
        TrackLog log = passedOn(CacheOptions.of(10, 100_000));

        log.joinedAt(new Location(4, 0));

        assertThat(log.hasForgotten(groups(4, 9))).isFalse();
        assertThat(log.hasForgotten(groups(3, 4))).isTrue();
        log.lost(6);
        assertThat(log.hasForgotten(groups(5, 5))).isFalse();
        assertThat(log.hasForgotten(groups(5, 6))).isTrue();
    }

    @Test
    void tellsWhetherEachGroupIsThere() {
        TrackLog log = passedOn(CacheOptions.of(10, 100_000));
        log.joinedAt(new Location(4, 0));
        write(log, 4, 8, 1);
        write(log, 6, 1, 1);

        assertThat(log.hasEachGroup(groups(4, 4))).isTrue();
        assertThat(log.hasEachGroup(groups(6, 90))).isTrue();
        assertThat(log.hasEachGroup(groups(4, 6))).isFalse();
    }

    @Test
    void emptyObjectsOfSomebodyElseTakeRoomToo() {
        TrackLog log = passedOn(CacheOptions.of(10, 640));
        log.joinedAt(new Location(0, 0));

        write(log, 0, 6, 0);
        write(log, 1, 6, 0);

        assertThat(kept(log)).containsExactly("1:6");
    }

    @Test
    void anObjectThatCameTwiceIsFetchedOnce() {
        TrackLog log = passedOn(CacheOptions.of(10, 100_000));
        log.joinedAt(new Location(0, 0));
        write(log, 5, 2, 1);
        write(log, 5, 3, 1);

        assertThat(log.collect(groups(5, 5), false))
                .extracting(MoqObject::objectId)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void keepsNoLongerThanThePublisherAllows() {
        TrackLog log = passedOn(CacheOptions.of(10, 100_000));
        log.keepAtMost(Duration.ofSeconds(5));
        write(log, 5, 2, 1);

        now += 6 * SECOND;
        log.trim(now);

        assertThat(kept(log)).isEmpty();
    }
}
