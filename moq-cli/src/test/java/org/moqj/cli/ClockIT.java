package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.cli.clock.ClockSource;
import org.moqj.cli.clock.Ticker;
import org.moqj.cli.publish.Demand;
import org.moqj.cli.publish.Publication;
import org.moqj.cli.publish.Source;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqDraft;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;

/** {@code moqj clock}, both ways. */
class ClockIT {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final List<Publication.Placed> placed = new ArrayList<>();

    private static String[] args(Peer peer, String... rest) {
        return Stream.of(Stream.of("clock"), peer.at("moqt").stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** Tells the seconds from {@code first} on, then ends as a clock does that is stopped. */
    private static Ticker ticking(LocalDateTime first, int seconds) {
        int[] told = {0};
        return () -> {
            if (told[0] == seconds) {
                throw new InterruptedException();
            }
            return first.plusSeconds(told[0]++);
        };
    }

    private Publication on(Peer peer) {
        return new Publication(
                (name, options) -> peer.serve(options, "clock", name.name().toString()),
                MoqDraft.DRAFT_14,
                TrackNamespace.of("clock"),
                TrackOptions.defaults(),
                new Stop(),
                new Publication.Watcher() {
                    @Override
                    public void onObject(FullTrackName track, Publication.Placed object, ByteBuffer payload) {
                        placed.add(object);
                    }

                    @Override
                    public void onRemark(String remark) {
                        throw new AssertionError(remark);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void showsTheTimeAcrossTheTurnOfAnHour(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            Publication publication = on(peer);
            Ticker ticker = ticking(LocalDateTime.of(2026, 1, 1, 12, 59, 58), 4);
            Source.Feed feed = new ClockSource("now", false, ticker, time -> {}).register(publication);
            CompletableFuture<Cli.Result> result = new Cli().start(args(peer, "-q"));
            assertThat(Demand.any(publication.tracks())).succeedsWithin(Duration.ofSeconds(10));

            org.assertj.core.api.Assertions.assertThatThrownBy(feed::run).isInstanceOf(InterruptedException.class);
            publication.finish();

            assertThat(result).succeedsWithin(Duration.ofSeconds(10));
            assertThat(result.join().text().lines())
                    .containsExactly(
                            "2026-01-01 12:59:58", "2026-01-01 12:59:59", "2026-01-01 13:00:00", "2026-01-01 13:00:01");
            assertThat(result.join().exitCode()).isZero();
            // Object 0 is the minute; ids of groups are not wrapped.
            assertThat(placed)
                    .containsExactly(
                            new Publication.Placed(59, 0, 0, 0),
                            new Publication.Placed(59, 0, 1, 0),
                            new Publication.Placed(59, 0, 2, 0),
                            new Publication.Placed(60, 0, 0, 0),
                            new Publication.Placed(60, 0, 1, 0),
                            new Publication.Placed(60, 0, 2, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--datagrams"})
    void publishesEachSecond(String option) throws InterruptedException {
        List<MoqObject> objects = Collections.synchronizedList(new ArrayList<>());
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            peer.onOffer(offer -> offer.session()
                    .subscribe(FullTrackName.of(offer.namespace(), "now"))
                    .thenAccept(subscription -> {
                        subscription.forEach(objects::add);
                        offer.accept();
                    }));
            Cli cli = new Cli();
            LocalDateTime begin = LocalDateTime.now(ZoneOffset.UTC);
            CompletableFuture<Cli.Result> result = cli.start(Stream.of(args(peer, "--publish", "-q", option))
                    .filter(arg -> !arg.isEmpty())
                    .toArray(String[]::new));
            assertThat(cli.out().awaitSize(3 * 20, 20)).isTrue();

            cli.interrupt();

            assertThat(result.join().exitCode()).isEqualTo(130);
            List<LocalDateTime> times = result.join()
                    .text()
                    .lines()
                    .map(line -> LocalDateTime.parse(line, TIME))
                    .toList();
            assertThat(times.get(0)).isBetween(begin.minusSeconds(1), begin.plusSeconds(10));
            assertThat(times.get(1)).isEqualTo(times.get(0).plusSeconds(1));
            assertThat(times.get(2)).isEqualTo(times.get(0).plusSeconds(2));
            checkObjects(objects, times, option.isEmpty());
        }
    }

    private static void checkObjects(List<MoqObject> objects, List<LocalDateTime> times, boolean onStreams) {
        MoqObject first = objects.get(0);
        assertThat(first.groupId()).isEqualTo(times.get(0).getMinute());
        if (onStreams) {
            assertThat(first.text() + objects.get(1).text()).isEqualTo(TIME.format(times.get(0)));
            assertThat(first.text()).hasSize(17).endsWith(":");
        } else {
            assertThat(objects).allMatch(object -> object.forwardingPreference() == ForwardingPreference.DATAGRAM);
            assertThat(first.text()).isEqualTo(TIME.format(times.get(0)));
            assertThat(objects.get(1).groupId()).isEqualTo(first.groupId() + 1);
        }
    }
}
