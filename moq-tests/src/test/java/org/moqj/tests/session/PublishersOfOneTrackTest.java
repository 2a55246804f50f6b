package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionError;
import org.moqj.core.SessionHandler;
import org.moqj.core.Side;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** The subscriptions of several publishers of one track, passed on to one. */
@DisplayName("Passing on what several publishers have")
class PublishersOfOneTrackTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    private static Stream<Arguments> draftsBothWays() {
        return MoqDraft.available().stream()
                .flatMap(from -> MoqDraft.available().stream().map(to -> Arguments.of(from, to)));
    }

    /** Two publishers, one who watches, and between them what passes objects on. */
    private static final class Stage {

        final SessionPair one;
        final SessionPair other;
        final SessionPair down;
        final TrackPublisher ofOne;
        final TrackPublisher ofOther;
        final TrackPublisher passed;
        final List<MoqObject> arrived = new ArrayList<>();

        Stage(MoqDraft from, MoqDraft to) {
            this(from, to, TrackOptions.defaults().withExtensionHeaders(false));
        }

        Stage(MoqDraft from, MoqDraft to, TrackOptions options) {
            one = SessionPair.connect(from, SessionHandler.refuseAll());
            other = one.beside(from, Conditions.GENEROUS);
            down = one.beside(to, Conditions.GENEROUS);
            ofOne = one.client().register(TRACK, options);
            ofOther = other.client().register(TRACK, options);
            passed = down.server().register(TRACK, TrackOptions.defaults());
        }

        Subscription relay(SessionPair publisher) {
            return publisher.await(publisher.server().relay(passed, SubscribeOptions.defaults()));
        }

        Subscription watch() {
            return down.await(down.client().subscribe(TRACK));
        }

        void collect(Subscription subscription) {
            subscription.forEach(arrived::add);
            run();
        }

        void run() {
            one.run();
        }
    }

    private static void write(GroupWriter group, String... objects) {
        for (String object : objects) {
            group.write(object);
        }
    }

    private static List<String> texts(List<MoqObject> objects) {
        return objects.stream().map(MoqObject::text).toList();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void eachObjectGoesOutOnce(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        stage.relay(stage.one);
        stage.relay(stage.other);
        Subscription watching = stage.watch();
        stage.collect(watching);

        GroupWriter one = stage.ofOne.group(3);
        GroupWriter other = stage.ofOther.group(3);
        write(one, "0", "1");
        stage.run();
        write(other, "0", "1", "2", "3");
        stage.run();
        write(one, "2", "3", "4");
        one.close();
        stage.run();
        write(other, "4");
        other.close();
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("0", "1", "2", "3", "4");
        assertThat(watching.stats().streams()).isEqualTo(1);
        assertThat(watching.stats().streamsReset()).isZero();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void datagramsGoOutOnce(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(
                from,
                to,
                TrackOptions.defaults().withExtensionHeaders(false).withDelivery(TrackOptions.Delivery.DATAGRAM));
        stage.relay(stage.one);
        stage.relay(stage.other);
        stage.collect(stage.watch());

        write(stage.ofOne.group(0), "0", "1");
        stage.run();
        write(stage.ofOther.group(0), "0", "1", "2");
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("0", "1", "2");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whenOneIsLostTheOtherGoesOnWithItsStreams(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        stage.relay(stage.one);
        stage.relay(stage.other);
        Subscription watching = stage.watch();
        stage.collect(watching);
        GroupWriter one = stage.ofOne.group(3);
        GroupWriter other = stage.ofOther.group(3);
        write(one, "0", "1");
        write(other, "0", "1");
        stage.run();

        stage.one.client().abort(SessionError.INTERNAL_ERROR, "gone");
        stage.run();
        write(other, "2");
        other.close();
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("0", "1", "2");
        assertThat(watching.stats().streams()).isEqualTo(1);
        assertThat(watching.stats().streamsReset()).isZero();
        assertThat(watching.ended()).isNotDone();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whoJoinsInTheMiddleOfAGroupGoesOnWhereTheStreamBrokeOff(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        Subscription watching = breakOffAndGoOn(stage, SubscribeOptions.defaults());

        assertThat(texts(stage.arrived)).containsExactly("0", "1", "2", "3");
        assertThat(watching.stats().streams()).isEqualTo(2);
        assertThat(watching.stats().streamsReset()).isEqualTo(1);
        assertThat(watching.ended()).isNotDone();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aStreamWithAGapDoesNotEndAsIfItWereWhole(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(
                from, to, TrackOptions.defaults().withExtensionHeaders(false).withCache(CacheOptions.none()));
        SubscribeOptions fromNow = SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject());
        Subscription watching = breakOffAndGoOn(stage, fromNow);

        assertThat(texts(stage.arrived)).containsExactly("0", "1", "3");
        assertThat(watching.stats().streams()).isEqualTo(2);
        stage.one.advance(Duration.ofSeconds(1));
        assertThat(watching.stats().streamsReset()).isEqualTo(2);
        assertThat(watching.ended()).isNotDone();
    }

    /** One publisher leaves behind object 1, and the other is subscribed to behind its object 2. */
    private static Subscription breakOffAndGoOn(Stage stage, SubscribeOptions options) {
        stage.relay(stage.one);
        Subscription watching = stage.watch();
        stage.collect(watching);
        write(stage.ofOne.group(3), "0", "1");
        GroupWriter other = stage.ofOther.group(3);
        write(other, "0", "1", "2");
        stage.run();
        stage.one.client().abort(SessionError.INTERNAL_ERROR, "gone");
        stage.run();
        stage.other.await(stage.other.server().relay(stage.passed, options));
        write(other, "3");
        other.close();
        stage.run();
        return watching;
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whoGoesOnBehindTheOthersIsTaken(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        stage.relay(stage.one);
        stage.collect(stage.watch());
        write(stage.ofOne.group(3), "before");
        stage.run();

        Subscription relayed = stage.relay(stage.other);
        write(stage.ofOther.group(4), "after");
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("before", "after");
        assertThat(relayed.ended()).isNotDone();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whoBeginsAgainIsRefused(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        Subscription first = stage.relay(stage.one);
        stage.collect(stage.watch());
        write(stage.ofOne.group(2), "two");
        write(stage.ofOne.group(3), "three");
        stage.run();

        Subscription relayed = stage.relay(stage.other);
        write(stage.ofOther.group(0), "again");
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("two", "three");
        assertThat(relayed.ended())
                .isCompletedWithValueMatching(end -> end.status() == DoneStatus.MALFORMED_TRACK)
                .isCompletedWithValueMatching(end -> end.side() == Side.LOCAL);
        assertThat(stage.ofOther.subscribers()).isZero();
        assertThat(first.ended()).isNotDone();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void anotherObjectUnderTheSameIdIsRefused(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        stage.relay(stage.one);
        Subscription relayed = stage.relay(stage.other);
        stage.collect(stage.watch());

        write(stage.ofOne.group(0), "this");
        stage.run();
        write(stage.ofOther.group(0), "that", "more");
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("this");
        assertThat(relayed.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.MALFORMED_TRACK);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whatIsLongPastDoesNotComeAgain(MoqDraft from, MoqDraft to) {
        Stage stage = new Stage(from, to);
        stage.relay(stage.one);
        stage.relay(stage.other);
        stage.collect(stage.watch());
        for (int g = 0; g < 5; g++) {
            try (GroupWriter group = stage.ofOne.group(g)) {
                group.write("group " + g);
            }
        }
        stage.run();

        // The cache has but the last group: these were compared with what is kept of ids, not of objects.
        for (int g = 0; g < 5; g++) {
            try (GroupWriter group = stage.ofOther.group(g)) {
                group.write("group " + g);
            }
        }
        stage.run();

        assertThat(texts(stage.arrived)).containsExactly("group 0", "group 1", "group 2", "group 3", "group 4");
    }
}
