package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.CacheOptions;
import org.moqj.core.internal.TrackLog.GroupLog;
import org.moqj.core.internal.TrackLog.SubgroupLog;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;

class CachePoolTest {

    private static final int SIZE = 100;

    private final CachePool pool = new CachePool(10 * SIZE);

    private TrackLog log() {
        return new TrackLog(CacheOptions.of(100, 1 << 20), pool);
    }

    private static void write(TrackLog log, long... groups) {
        for (long group : groups) {
            SubgroupLog subgroup = log.begin(new SubgroupHeader(group, 0, 128, true, false), 0);
            log.add(
                    subgroup,
                    MoqObject.of(group, 0, 0, 128, ForwardingPreference.SUBGROUP, List.of(), new byte[SIZE], 0, SIZE),
                    0);
            log.end(subgroup, SubgroupEnd.COMPLETE, 0);
        }
    }

    private static List<Long> kept(TrackLog log) {
        List<Long> kept = new ArrayList<>();
        for (GroupLog group : log.groups()) {
            kept.add(group.groupId);
        }
        return kept;
    }

    @Test
    void keepsAllThatFits() {
        TrackLog one = log();
        TrackLog other = log();

        write(one, 0, 1, 2, 3, 4);
        write(other, 0, 1, 2, 3, 4);

        assertThat(kept(one)).hasSize(5);
        assertThat(kept(other)).hasSize(5);
        assertThat(pool.bytes()).isEqualTo(10 * SIZE);
    }

    @Test
    void takesFromThoseFirstThatNobodyHasWatchedForTheLongest() {
        TrackLog watched = log();
        TrackLog left = log();
        TrackLog never = log();
        watched.use(true);
        write(left, 0, 1);
        write(never, 0, 1);
        left.use(true);
        left.use(false);

        write(watched, 0, 1, 2, 3, 4, 5, 6);

        assertThat(kept(watched)).hasSize(7);
        assertThat(kept(left)).containsExactly(0L, 1L);
        assertThat(kept(never)).isEmpty();
        assertThat(pool.bytes()).isEqualTo(9 * SIZE);
    }

    @Test
    void leavesWhatIsWatchedItsCurrentGroup() {
        TrackLog one = log();
        TrackLog other = log();
        one.use(true);
        other.use(true);

        write(one, 0, 1, 2);
        write(other, 0, 1, 2, 3, 4, 5, 6, 7);

        assertThat(kept(one)).containsExactly(2L);
        assertThat(kept(other)).hasSize(8);
    }

    @Test
    void takesCurrentGroupsWhereNothingElseIsLeft() {
        List<TrackLog> logs = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            TrackLog log = log();
            log.use(true);
            write(log, 0);
            logs.add(log);
        }

        assertThat(pool.bytes()).isLessThanOrEqualTo(10 * SIZE);
        assertThat(kept(logs.get(0))).isEmpty();
        assertThat(kept(logs.get(10))).containsExactly(0L);
    }

    @Test
    void doesNotCountATrackThatHasEnded() {
        TrackLog log = log();
        write(log, 0, 1, 2);

        log.leavePool();
        assertThat(pool.bytes()).isZero();

        log.trim(Long.MAX_VALUE);
        assertThat(pool.bytes()).isZero();
    }
}
