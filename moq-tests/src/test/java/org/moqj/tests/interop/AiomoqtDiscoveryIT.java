package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moqj.tests.interop.AiomoqtStage.get;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** Namespaces that come and go, and tracks that are offered, through aiomoqt's relay. Draft-14, both transports. */
@Tag("long")
class AiomoqtDiscoveryIT {

    @RegisterExtension
    static final AiomoqtStage stage = new AiomoqtStage();

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void namespacesComeAndGo(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession following = stage.connect(scheme)) {
            TrackNamespace before = stage.namespace("before");
            TrackNamespace after = stage.namespace("after");
            PublishedNamespace first = get(publishing.publishNamespace(before));
            NamespaceSubscription subscription = get(following.subscribeNamespace(stage.namespace()));
            BlockingQueue<NamespaceEvent> events = Events.of(subscription.events());

            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new NamespaceEvent(NamespaceEvent.Kind.APPEARED, before));
            PublishedNamespace second = get(publishing.publishNamespace(after));
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new NamespaceEvent(NamespaceEvent.Kind.APPEARED, after));
            first.close();
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new NamespaceEvent(NamespaceEvent.Kind.GONE, before));
            second.close();
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new NamespaceEvent(NamespaceEvent.Kind.GONE, after));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void anOfferedTrackReachesWhoFollowsItsNamespace(String scheme) throws Exception {
        Arrivals arrivals = new Arrivals();
        BlockingQueue<FullTrackName> offered = new LinkedBlockingQueue<>();
        SessionHandler takesOffers = new SessionHandler() {
            @Override
            public void onPublish(TrackOffer offer) {
                offered.add(offer.track());
                offer.accept(SubscribeOptions.defaults()).thenAccept(arrivals::add);
            }
        };
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession following = stage.connect(scheme, takesOffers)) {
            get(following.subscribeNamespace(stage.namespace()));
            TrackPublisher track = publishing.register(stage.track("offered"), TrackOptions.defaults());
            get(publishing.offer(track));
            assertThat(offered.poll(10, TimeUnit.SECONDS)).isEqualTo(stage.track("offered"));
            Demand.await(track);

            try (GroupWriter group = track.nextGroup()) {
                get(group.write("taken"));
            }

            assertThat(arrivals.next().text()).isEqualTo("taken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void anOfferedTrackServesWhoSubscribes(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = publishing.register(stage.track("offered"), TrackOptions.defaults());
            CompletableFuture<TrackPublisher> taken = publishing.offer(track);
            Arrivals arrivals = Arrivals.of(subscribeOnceThere(subscribing, stage.track("offered")));
            get(taken);

            assertThat(arrivals.afterWriting(track, "asked for").text()).isEqualTo("asked for");
        }
    }

    /** The relay knows of an offered track only once the offer has got there, and may leave it unanswered until then. */
    private static Subscription subscribeOnceThere(MoqSession session, FullTrackName track) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return get(session.subscribe(track));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof MoqRequestException) || attempt == 100) {
                    throw e;
                }
            }
        }
    }
}
