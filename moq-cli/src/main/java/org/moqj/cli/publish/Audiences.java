package org.moqj.cli.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moqj.core.TrackPublisher;

/** Those who subscribe to the tracks of a publication, and whether they left or stayed behind before they had it all. */
public final class Audiences {

    private final List<Audience> all = new ArrayList<>();

    private Audiences() {}

    /** Watches who subscribes to {@code tracks}. */
    public static Audiences of(List<TrackPublisher> tracks) {
        Audiences audiences = new Audiences();
        for (TrackPublisher track : tracks) {
            Audience audience = new Audience(track);
            track.demand().subscribe(audience);
            audiences.all.add(audience);
        }
        return audiences;
    }

    /**
     * Returns what the last audience of a track did not get, in words; empty where each had all, or left with nothing on
     * its way. To be asked once the tracks have been finished, and those who were there had time to take the rest.
     *
     * @param areGone whether nobody is there any more
     */
    public Optional<String> shortfall(boolean areGone) {
        return all.stream()
                .map(audience -> audience.shortfall(areGone))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
