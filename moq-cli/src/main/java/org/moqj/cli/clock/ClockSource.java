package org.moqj.cli.clock;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.moqj.cli.publish.Publication;
import org.moqj.cli.publish.Source;
import org.moqj.cli.publish.TrackWriter;

/**
 * The time of day. On streams, a group is a minute: object 0 has the date, hour and minute, each further object two
 * digits of a second. In datagrams, a group is a second, and its object has all of it.
 */
public final class ClockSource implements Source {

    private static final int STREAM_PRIORITY = 0;
    private static final int DATAGRAM_PRIORITY = 127;

    private static final DateTimeFormatter BASE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("ss", Locale.ROOT);
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final String track;
    private final boolean inDatagrams;
    private final Ticker ticker;
    private final Consumer<String> shown;

    /**
     * Publishes what {@code ticker} tells, without an end.
     *
     * @param shown takes each time as text, too
     */
    public ClockSource(String track, boolean inDatagrams, Ticker ticker, Consumer<String> shown) {
        this.track = track;
        this.inDatagrams = inDatagrams;
        this.ticker = ticker;
        this.shown = shown;
    }

    @Override
    public Feed register(Publication publication) {
        TrackWriter writer = publication.track(track, inDatagrams ? DATAGRAM_PRIORITY : STREAM_PRIORITY);
        return () -> {
            LocalDateTime first = ticker.next();
            long lastGroup = -1;
            for (LocalDateTime now = first; ; now = ticker.next()) {
                lastGroup = write(writer, lastGroup, first, now);
                shown.accept(WHOLE.format(now));
            }
        };
    }

    private long write(TrackWriter writer, long lastGroup, LocalDateTime first, LocalDateTime now) {
        ChronoUnit unit = inDatagrams ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
        // Begins with the minute of the hour and is never wrapped: ids only rise.
        long groupId = first.getMinute() + unit.between(first.truncatedTo(unit), now);
        if (groupId != lastGroup) {
            writer.openGroup(groupId);
        }
        if (inDatagrams) {
            writer.write(WHOLE.format(now));
        } else {
            if (groupId != lastGroup) {
                writer.write(BASE.format(now));
            }
            writer.write(SECOND.format(now));
        }
        return groupId;
    }
}
