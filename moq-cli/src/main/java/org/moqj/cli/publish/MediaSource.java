package org.moqj.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moqj.cli.media.Catalog;
import org.moqj.cli.media.Fragment;
import org.moqj.cli.media.FragmentReader;
import org.moqj.cli.media.InitSegment;
import org.moqj.cli.media.MediaTrack;
import org.moqj.core.Limits;

/** Fragmented MP4 as the tracks of {@code moq-pub}: the catalog, the init segment, and one track for each of its own. */
public final class MediaSource implements Source {

    /** Whoever joins needs these before anything else. */
    private static final int DESCRIPTION_PRIORITY = 0;

    private static final int MEDIA_PRIORITY = 127;

    private final Fragments in;
    private final InitSegment init;
    private final boolean isPaced;

    private MediaSource(Fragments in, InitSegment init, boolean isPaced) {
        this.in = in;
        this.init = init;
        this.isPaced = isPaced;
    }

    /**
     * Reads the init segment.
     *
     * @param in the media; stays open
     * @param isPaced whether fragments wait for the time that their timestamps say, for input that is there at once
     */
    public static MediaSource open(InputStream in, boolean isPaced) throws IOException {
        FragmentReader reader = new FragmentReader(in, Limits.defaults().maxObjectSize());
        return new MediaSource(Fragments.of(reader), reader.init(), isPaced);
    }

    /** Reads all of {@code in}, and publishes it again and again at the pace of its timestamps. */
    public static MediaSource openLoop(InputStream in) throws IOException {
        FragmentReader reader = new FragmentReader(in, Limits.defaults().maxObjectSize());
        InitSegment init = reader.init();
        List<Fragment> fragments = new ArrayList<>();
        for (Fragment fragment = reader.next(); fragment != null; fragment = reader.next()) {
            fragments.add(fragment);
        }
        return new MediaSource(new Loop(fragments, init), init, true);
    }

    /** Returns the names of its tracks, catalog and init segment first. */
    public List<String> trackNames() {
        List<String> names = new ArrayList<>(List.of(Catalog.TRACK, Catalog.INIT_TRACK));
        init.tracks().forEach(track -> names.add(track.trackName()));
        return names;
    }

    @Override
    public Feed register(Publication publication) {
        TrackWriter catalog = publication.trackOnStreams(Catalog.TRACK, DESCRIPTION_PRIORITY);
        TrackWriter initTrack = publication.trackOnStreams(Catalog.INIT_TRACK, DESCRIPTION_PRIORITY);
        Map<Long, TrackWriter> media = new LinkedHashMap<>();
        for (MediaTrack track : init.tracks()) {
            media.put(track.id(), publication.track(track.trackName(), MEDIA_PRIORITY));
        }
        Pacing pacing = isPaced ? new Pacing(publication.stop()) : Pacing.NONE;
        MediaFeed feed = new MediaFeed(in, init, media, FragmentLayout.of(publication.draft()), pacing, publication);
        return () -> {
            writeOnly(
                    catalog,
                    ByteBuffer.wrap(Catalog.write(publication.namespace().toString(), init)));
            writeOnly(initTrack, init.bytes());
            feed.run();
        };
    }

    private static void writeOnly(TrackWriter track, ByteBuffer object) {
        track.write(object);
        track.endGroup();
    }
}
