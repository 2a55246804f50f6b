package org.moqj.cli.publish;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.media.Fragment;
import org.moqj.cli.media.InitSegment;

/** The same fragments again and again, each round later than the last by as long as the longest track plays. */
final class Loop implements Fragments {

    private final List<Fragment> fragments;
    private final InitSegment init;
    private final double roundSeconds;
    private int next;
    private long round;

    Loop(List<Fragment> fragments, InitSegment init) {
        this.fragments = List.copyOf(fragments);
        this.init = init;
        this.roundSeconds = roundSeconds();
    }

    @Override
    public @Nullable Fragment next() throws IOException {
        if (fragments.isEmpty()) {
            return null;
        }
        if (next == fragments.size()) {
            next = 0;
            round++;
        }
        Fragment fragment = fragments.get(next++);
        long ticks = Math.round(round * roundSeconds * timescale(fragment));
        return ticks == 0 ? fragment : fragment.delayedBy(ticks);
    }

    @Override
    public boolean isTruncated() {
        return false;
    }

    /** A track plays until its last fragment ends, which is taken to be as long as the one before it. */
    private double roundSeconds() {
        Map<Long, Double> last = new HashMap<>();
        Map<Long, Double> end = new HashMap<>();
        for (Fragment fragment : fragments) {
            double start = (double) fragment.decodeTime() / timescale(fragment);
            double previous = last.getOrDefault(fragment.trackId(), start);
            last.put(fragment.trackId(), start);
            end.put(fragment.trackId(), start + start - previous);
        }
        return end.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private long timescale(Fragment fragment) {
        return init.track(fragment.trackId()).orElseThrow().timescale();
    }
}
