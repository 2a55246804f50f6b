package org.moqj.cli.interop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.cli.subscribe.Intake;
import org.moqj.core.MoqSession;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * A track on its way: one session publishes it, another has subscribed, and the relay has asked for it. What is sent is
 * sent one object after the other, the next when the last has arrived, so that no relay has a burst to deal with.
 *
 * @param stage where
 * @param publisher the session of the publisher
 * @param track the publisher's end
 * @param subscriber the session of the subscriber
 * @param subscription the subscriber's end
 * @param arrivals what has arrived there
 */
record Broadcast(
        Stage stage,
        MoqSession publisher,
        TrackPublisher track,
        MoqSession subscriber,
        Subscription subscription,
        Arrivals arrivals) {

    /** Opens one, of a track with {@code options}. */
    static Broadcast open(Stage stage, TrackOptions options) throws InterruptedException {
        return open(stage, stage.connect("publisher"), options);
    }

    /** Opens one whose publisher is connected already. */
    static Broadcast open(Stage stage, MoqSession publisher, TrackOptions options) throws InterruptedException {
        FullTrackName name = stage.track("media");
        TrackPublisher track = stage.get("agreement to the namespace", publisher.publish(name, options));
        MoqSession subscriber = stage.connect("subscriber");
        Subscription subscription = subscribe(stage, subscriber, name, SubscribeOptions.defaults());
        awaitDemand(stage, track);
        return new Broadcast(stage, publisher, track, subscriber, subscription, Arrivals.of(subscription));
    }

    /** Subscribes, which the relay has to agree to. */
    static Subscription subscribe(Stage stage, MoqSession session, FullTrackName name, SubscribeOptions options)
            throws InterruptedException {
        return stage.get("SUBSCRIBE_OK", session.subscribe(name, options));
    }

    /** Waits until the relay has subscribed: what is written live before goes nowhere. */
    static void awaitDemand(Stage stage, TrackPublisher track) throws InterruptedException {
        CompletableFuture<Integer> demand = new CompletableFuture<>();
        CompletableFuture<Void> counting = Intake.each(track.demand(), subscribers -> {
            if (subscribers > 0) {
                demand.complete(subscribers);
            }
        });
        try {
            stage.get("the relay's subscription to " + track.name().name(), demand);
        } finally {
            counting.cancel(true);
        }
    }

    /** Writes an object, and waits until it has arrived as it was. */
    void send(SubgroupWriter writer, String text) throws InterruptedException {
        send(writer, writer.nextObjectId(), track.options().publisherPriority(), List.of(), bytes(text));
    }

    /** Writes an object with all that it can have, and waits until it has arrived as it was. */
    void send(SubgroupWriter writer, long objectId, int priority, List<ExtensionHeader> headers, byte[] payload)
            throws InterruptedException {
        MoqObject object = MoqObject.of(
                writer.groupId(),
                subgroupId(writer, objectId),
                objectId,
                priority,
                forwarding(),
                headers,
                payload,
                0,
                payload.length);
        stage.get("room for an object", writer.write(objectId, ByteBuffer.wrap(payload), headers));
        expect(object);
    }

    /** Writes a marker, and waits until it has arrived as it was. */
    void sendStatus(SubgroupWriter writer, ObjectStatus status) throws InterruptedException {
        long objectId = writer.nextObjectId();
        stage.get("room for an object", writer.writeStatus(objectId, status, List.of()));
        expect(MoqObject.ofStatus(
                writer.groupId(),
                subgroupId(writer, objectId),
                objectId,
                track.options().publisherPriority(),
                forwarding(),
                List.of(),
                status));
    }

    private long subgroupId(SubgroupWriter writer, long objectId) {
        return forwarding() == ForwardingPreference.DATAGRAM ? objectId : writer.subgroupId();
    }

    private ForwardingPreference forwarding() {
        return track.options().delivery() == TrackOptions.Delivery.DATAGRAM
                ? ForwardingPreference.DATAGRAM
                : ForwardingPreference.SUBGROUP;
    }

    private void expect(MoqObject object) throws InterruptedException {
        expect(stage, object, arrivals);
    }

    /** Waits for the next object of {@code arrivals}, which has to be {@code object}. */
    static void expect(Stage stage, MoqObject object, Arrivals arrivals) throws InterruptedException {
        String expected = ObjectText.of(object);
        String received = ObjectText.of(stage.next(expected, arrivals));
        check("an object arrived as another", expected, received);
    }

    /** Checks that {@code received} is what was expected. */
    static void check(String message, Object expected, Object received) {
        if (!expected.equals(received)) {
            throw new CaseFailure(message, expected.toString(), received.toString());
        }
    }

    /** Returns an object with a payload in subgroup 0 of a track with default options. */
    static MoqObject object(long groupId, long objectId, String text) {
        byte[] payload = bytes(text);
        int priority = TrackOptions.defaults().publisherPriority();
        return MoqObject.of(
                groupId, 0, objectId, priority, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
