package org.moqj.cli.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.moqj.cli.media.Fragment;
import org.moqj.cli.media.InitSegment;
import org.moqj.cli.media.MediaTrack;

/**
 * Writes fragments to their tracks. Where a video fragment has a keyframe, the current groups of all tracks end before
 * any next one opens: {@code moq-sub} reads a group to its end before it looks at another.
 */
final class MediaFeed {

    private final Fragments in;
    private final InitSegment init;
    private final Map<Long, TrackWriter> writers;
    private final FragmentLayout layout;
    private final Pacing pacing;
    private final Publication publication;

    MediaFeed(
            Fragments in,
            InitSegment init,
            Map<Long, TrackWriter> writers,
            FragmentLayout layout,
            Pacing pacing,
            Publication publication) {
        this.in = in;
        this.init = init;
        this.writers = writers;
        this.layout = layout;
        this.pacing = pacing;
        this.publication = publication;
    }

    void run() throws IOException, InterruptedException {
        for (Fragment fragment = in.next(); fragment != null; fragment = in.next()) {
            MediaTrack track = init.track(fragment.trackId()).orElseThrow();
            pacing.awaitTurn(fragment.decodeTime(), track.timescale());
            if (track.kind() == MediaTrack.Kind.VIDEO && fragment.startsWithKeyframe()) {
                writers.values().forEach(TrackWriter::endGroup);
            }
            write(fragment);
        }
        writers.values().forEach(TrackWriter::endGroup);
        if (in.isTruncated()) {
            publication.remark("the input ended inside a fragment, which was left out");
        }
    }

    private void write(Fragment fragment) {
        TrackWriter writer = Objects.requireNonNull(writers.get(fragment.trackId()));
        for (ByteBuffer object : layout.objects(fragment)) {
            writer.write(object);
        }
    }
}
