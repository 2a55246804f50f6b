package org.moqj.cli.interop;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/** Objects arrive as they were sent: with their ids, subgroups, priorities, headers, and by the same way. */
final class DeliveryCases {

    private static final int GROUPS = 3;
    private static final int OBJECTS = 5;

    /** Datagrams may be lost, but not most of them. */
    private static final int DATAGRAMS = 20;

    private static final int DATAGRAMS_WANTED = 10;
    private static final java.time.Duration DATAGRAM_TIME = java.time.Duration.ofMillis(300);

    private DeliveryCases() {}

    static void subgroupData(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        for (int g = 0; g < GROUPS; g++) {
            try (GroupWriter group = broadcast.track().group(g)) {
                for (int o = 0; o < OBJECTS; o++) {
                    broadcast.send(group, "object " + o + " of group " + g + ".".repeat(o * 400));
                }
            }
        }
    }

    static void datagramData(Stage stage) throws InterruptedException {
        MoqSession publisher = stage.connect("publisher");
        Stage.require(publisher, Feature.DATAGRAMS);
        Broadcast broadcast =
                Broadcast.open(stage, publisher, TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM));
        int arrived = 0;
        try (GroupWriter group = broadcast.track().group(0)) {
            for (int o = 0; o < DATAGRAMS && arrived < DATAGRAMS_WANTED; o++) {
                String text = "datagram " + o;
                stage.get("room for a datagram", group.write(text));
                Optional<MoqObject> object = stage.next(text, broadcast.arrivals(), DATAGRAM_TIME);
                if (object.isPresent()) {
                    checkDatagram(new Location(0, o), text, object.get());
                    arrived++;
                }
            }
        }
        if (arrived < DATAGRAMS_WANTED) {
            throw new CaseFailure(
                    "datagrams were lost",
                    DATAGRAMS_WANTED + " of " + DATAGRAMS + " datagrams",
                    arrived + " of them, on a path that loses none");
        }
    }

    private static void checkDatagram(Location location, String text, MoqObject object) {
        String expected = location + " by " + ForwardingPreference.DATAGRAM + ": " + text;
        String received = object.location() + " by " + object.forwardingPreference() + ": " + object.text();
        Broadcast.check("an object arrived as another, or by another way", expected, received);
    }

    static void subgroupsWithGaps(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        try (GroupWriter group = broadcast.track().group(2)) {
            SubgroupWriter urgent = group.subgroup(4, 20);
            int ordinary = broadcast.track().options().publisherPriority();
            broadcast.send(group, 0, ordinary, List.of(), Broadcast.bytes("first"));
            broadcast.send(urgent, 1, 20, List.of(), Broadcast.bytes("in another subgroup"));
            broadcast.send(group, 3, ordinary, List.of(), Broadcast.bytes("after a gap"));
            broadcast.send(urgent, 7, 20, List.of(), Broadcast.bytes("after a longer gap"));
        }
        try (GroupWriter group = broadcast.track().group(5)) {
            SubgroupWriter late = group.subgroup(1, 200);
            broadcast.send(late, 2, 200, List.of(), Broadcast.bytes("after a gap of groups"));
        }
    }

    static void extensionHeaders(Stage stage) throws InterruptedException {
        MoqSession publisher = stage.connect("publisher");
        Stage.require(publisher, Feature.EXTENSION_HEADERS);
        Broadcast broadcast = Broadcast.open(stage, publisher, TrackOptions.defaults());
        List<ExtensionHeader> several = List.of(
                new ExtensionHeader.Numeric(0x40, 5),
                new ExtensionHeader.Binary(0x41, ByteString.copyOf(new byte[] {0, (byte) 0xff})),
                new ExtensionHeader.Numeric(0x4000, Location.MAX_ID),
                new ExtensionHeader.Binary(0x41, ByteString.copyOf(ByteBuffer.allocate(0))));
        List<ExtensionHeader> one = List.of(new ExtensionHeader.Binary(0x4001, ByteString.of("x".repeat(1000))));
        try (GroupWriter group = broadcast.track().group(0)) {
            int priority = broadcast.track().options().publisherPriority();
            broadcast.send(group, 0, priority, several, Broadcast.bytes("several headers"));
            broadcast.send(group, 1, priority, List.of(), Broadcast.bytes("none"));
            broadcast.send(group, 2, priority, one, Broadcast.bytes("one"));
        }
    }
}
