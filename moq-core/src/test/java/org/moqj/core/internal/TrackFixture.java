package org.moqj.core.internal;

import java.time.Duration;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.memory.VirtualTime;

/** A published track in virtual time, served to subscriptions on its own executor or on another. */
final class TrackFixture {

    private static final int ROUNDS = 16;

    final VirtualTime home = new VirtualTime();
    final VirtualTime session;
    final PublishedTrack track;
    private int over;

    private TrackFixture(TrackOptions options, boolean twoExecutors) {
        session = twoExecutors ? new VirtualTime() : home;
        track = new PublishedTrack(FullTrackName.of("a", "b"), options, home, new Callbacks(Runnable::run));
    }

    static TrackFixture of(TrackOptions options, boolean twoExecutors) {
        return new TrackFixture(options, twoExecutors);
    }

    static TrackFixture of(TrackOptions options) {
        return new TrackFixture(options, false);
    }

    /** Serves {@code request} as a session does. */
    TrackFeed serve(FakeSubscribe request) {
        TrackFeed feed = new TrackFeed(track, session, true, ended -> over++);
        session.execute(() -> feed.start(request));
        settle();
        return feed;
    }

    /** Returns how many feeds have said that they are over. */
    int over() {
        return over;
    }

    /** Runs both executors until neither has anything to do. */
    void settle() {
        for (int i = 0; i < ROUNDS; i++) {
            home.run();
            session.run();
        }
    }

    /** Moves both clocks. */
    void advance(Duration duration) {
        settle();
        home.advance(duration);
        if (session != home) {
            session.advance(duration);
        }
        settle();
    }
}
