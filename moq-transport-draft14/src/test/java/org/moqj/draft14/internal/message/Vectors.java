package org.moqj.draft14.internal.message;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.draft14.internal.Bytes;

/** Control messages assembled by hand from the draft's figures (draft-14, section 9), beside what they mean. */
public final class Vectors {

    private Vectors() {}

    /** Bytes in hex, and the message that they are. */
    public record Vector(String name, String hex, ControlMessage message) {

        /** Returns the bytes. */
        public byte[] bytes() {
            return Bytes.hex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Vector vector(String name, ControlMessage message, String... fields) {
        return new Vector(name, String.join("", fields), message);
    }

    private static Parameters parameters(Parameter... all) {
        return new Parameters(List.of(all));
    }

    /** Returns at least one of each type. */
    public static List<Vector> all() {
        return List.of(
                vector(
                        "CLIENT_SETUP",
                        new ClientSetup(
                                List.of(0xff00000eL),
                                parameters(
                                        new Parameter.Binary(0x1, ByteString.of("/live")),
                                        new Parameter.Numeric(0x2, 1000),
                                        new Parameter.Binary(0x7, ByteString.of("moqj")))),
                        "20", // Type
                        "001a", // Length
                        "01", // Number of Supported Versions
                        "c0000000ff00000e", // Supported Version: draft-14
                        "03", // Number of Parameters
                        "01", // Parameter: PATH
                        "05", // its length
                        Bytes.text("/live"), // text
                        "02", // Parameter: MAX_REQUEST_ID
                        "43e8", // its value 1000
                        "07", // Parameter: MOQT_IMPLEMENTATION
                        "04", // its length
                        Bytes.text("moqj") // text
                        ),
                vector(
                        "SERVER_SETUP",
                        new ServerSetup(0xff00000eL, parameters(new Parameter.Numeric(0x2, 100))),
                        "21", // Type
                        "000c", // Length
                        "c0000000ff00000e", // Selected Version
                        "01", // Number of Parameters
                        "02", // Parameter: MAX_REQUEST_ID
                        "4064" // its value 100
                        ),
                vector(
                        "GOAWAY",
                        new Goaway(ByteString.of("https://b.test/")),
                        "10", // Type
                        "0010", // Length
                        "0f", // New Session URI Length
                        Bytes.text("https://b.test/") // text
                        ),
                vector(
                        "MAX_REQUEST_ID",
                        new MaxRequestId(256),
                        "15", // Type
                        "0002", // Length
                        "4100" // Request ID 256
                        ),
                vector(
                        "REQUESTS_BLOCKED",
                        new RequestsBlocked(10),
                        "1a", // Type
                        "0001", // Length
                        "0a" // Maximum Request ID
                        ),
                vector(
                        "SUBSCRIBE",
                        new Subscribe(
                                4,
                                new FullTrackName(
                                        new TrackNamespace(List.of(
                                                ByteString.of("live"), ByteString.copyOf(new byte[] {(byte) 0xff}))),
                                        ByteString.of("clock")),
                                128,
                                GroupOrder.PUBLISHER_DEFAULT,
                                true,
                                Filter.LARGEST_OBJECT,
                                parameters(new Parameter.Numeric(0x2, 5))),
                        "03", // Type
                        "0016", // Length
                        "04", // Request ID
                        "02", // Track Namespace: fields
                        "04", // field length
                        Bytes.text("live"), // text
                        "01", // field length
                        "ff", // field, not text
                        "05", // Track Name Length
                        Bytes.text("clock"), // text
                        "80", // Subscriber Priority 128
                        "00", // Group Order: the publisher's
                        "01", // Forward
                        "02", // Filter Type: Largest Object
                        "01", // Number of Parameters
                        "02", // Parameter: DELIVERY TIMEOUT
                        "05" // its value, 5 ms
                        ),
                vector(
                        "SUBSCRIBE from the next group",
                        new Subscribe(
                                0,
                                FullTrackName.of("a", "b"),
                                0,
                                GroupOrder.ASCENDING,
                                false,
                                Filter.NEXT_GROUP_START,
                                Parameters.NONE),
                        "03", // Type
                        "000b", // Length
                        "00", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "00", // Subscriber Priority
                        "01", // Group Order: ascending
                        "00", // Forward
                        "01", // Filter Type: Next Group Start
                        "00" // Number of Parameters
                        ),
                vector(
                        "SUBSCRIBE from a location",
                        new Subscribe(
                                0,
                                FullTrackName.of("a", "b"),
                                0,
                                GroupOrder.DESCENDING,
                                true,
                                Filter.from(new Location(7, 9)),
                                Parameters.NONE),
                        "03", // Type
                        "000d", // Length
                        "00", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "00", // Subscriber Priority
                        "02", // Group Order: descending
                        "01", // Forward
                        "03", // Filter Type: AbsoluteStart
                        "07", // Start Location: Group
                        "09", // Start Location: Object
                        "00" // Number of Parameters
                        ),
                vector(
                        "SUBSCRIBE to a range",
                        new Subscribe(
                                0,
                                FullTrackName.of("a", "b"),
                                0,
                                GroupOrder.DESCENDING,
                                true,
                                Filter.range(new Location(7, 9), 8),
                                Parameters.NONE),
                        "03", // Type
                        "000e", // Length
                        "00", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "00", // Subscriber Priority
                        "02", // Group Order: descending
                        "01", // Forward
                        "04", // Filter Type: AbsoluteRange
                        "07", // Start Location: Group
                        "09", // Start Location: Object
                        "08", // End Group
                        "00" // Number of Parameters
                        ),
                vector(
                        "SUBSCRIBE with tokens",
                        new Subscribe(
                                0,
                                FullTrackName.of("a", "b"),
                                0,
                                GroupOrder.PUBLISHER_DEFAULT,
                                true,
                                Filter.LARGEST_OBJECT,
                                parameters(
                                        new Parameter.Authorization(new Token.Register(8, 0, ByteString.of("pw"))),
                                        new Parameter.Authorization(new Token.UseAlias(8)),
                                        new Parameter.Authorization(new Token.Delete(8)),
                                        new Parameter.Authorization(new Token.UseValue(1, ByteString.of("value"))))),
                        "03", // Type
                        "0023", // Length
                        "00", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "00", // Subscriber Priority
                        "00", // Group Order
                        "01", // Forward
                        "02", // Filter Type: Largest Object
                        "04", // Number of Parameters
                        "03", // Parameter: AUTHORIZATION TOKEN
                        "05", // its length
                        "01", // Alias Type: REGISTER
                        "08", // Token Alias
                        "00", // Token Type
                        Bytes.text("pw"), // text
                        "03", // Parameter: AUTHORIZATION TOKEN
                        "02", // its length
                        "02", // Alias Type: USE_ALIAS
                        "08", // Token Alias
                        "03", // Parameter: AUTHORIZATION TOKEN
                        "02", // its length
                        "00", // Alias Type: DELETE
                        "08", // Token Alias
                        "03", // Parameter: AUTHORIZATION TOKEN
                        "07", // its length
                        "03", // Alias Type: USE_VALUE
                        "01", // Token Type
                        Bytes.text("value") // text
                        ),
                vector(
                        "SUBSCRIBE_OK",
                        new SubscribeOk(
                                4,
                                7,
                                3616,
                                GroupOrder.DESCENDING,
                                Optional.of(new Location(5, 3)),
                                parameters(new Parameter.Numeric(0x4, 10))),
                        "04", // Type
                        "000b", // Length
                        "04", // Request ID
                        "07", // Track Alias
                        "4e20", // Expires 3616 ms
                        "02", // Group Order: descending
                        "01", // Content Exists
                        "05", // Largest Location: Group
                        "03", // Largest Location: Object
                        "01", // Number of Parameters
                        "04", // Parameter: MAX CACHE DURATION
                        "0a" // its value, 10 ms
                        ),
                vector(
                        "SUBSCRIBE_OK without content",
                        new SubscribeOk(4, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE),
                        "04", // Type
                        "0006", // Length
                        "04", // Request ID
                        "07", // Track Alias
                        "00", // Expires
                        "01", // Group Order: ascending
                        "00", // Content Exists
                        "00" // Number of Parameters
                        ),
                vector(
                        "SUBSCRIBE_ERROR",
                        new SubscribeError(6, 4, ByteString.of("no")),
                        "05", // Type
                        "0005", // Length
                        "06", // Request ID
                        "04", // Error Code
                        "02", // Error Reason: length
                        Bytes.text("no") // text
                        ),
                vector(
                        "PUBLISH_ERROR",
                        new PublishError(6, 4, ByteString.of("no")),
                        "1f", // Type
                        "0005", // Length
                        "06", // Request ID
                        "04", // Error Code
                        "02", // Error Reason: length
                        Bytes.text("no") // text
                        ),
                vector(
                        "FETCH_ERROR",
                        new FetchError(6, 4, ByteString.of("no")),
                        "19", // Type
                        "0005", // Length
                        "06", // Request ID
                        "04", // Error Code
                        "02", // Error Reason: length
                        Bytes.text("no") // text
                        ),
                vector(
                        "PUBLISH_NAMESPACE_ERROR",
                        new PublishNamespaceError(6, 4, ByteString.of("no")),
                        "08", // Type
                        "0005", // Length
                        "06", // Request ID
                        "04", // Error Code
                        "02", // Error Reason: length
                        Bytes.text("no") // text
                        ),
                vector(
                        "SUBSCRIBE_NAMESPACE_ERROR",
                        new SubscribeNamespaceError(6, 4, ByteString.of("no")),
                        "13", // Type
                        "0005", // Length
                        "06", // Request ID
                        "04", // Error Code
                        "02", // Error Reason: length
                        Bytes.text("no") // text
                        ),
                vector(
                        "SUBSCRIBE_UPDATE",
                        new SubscribeUpdate(
                                6,
                                4,
                                new Location(2, 3),
                                OptionalLong.of(10),
                                64,
                                false,
                                parameters(new Parameter.Numeric(0x2, 7))),
                        "02", // Type
                        "000a", // Length
                        "06", // Request ID
                        "04", // Subscription Request ID
                        "02", // Start Location: Group
                        "03", // Start Location: Object
                        "0b", // End Group 10, plus 1
                        "40", // Subscriber Priority 64
                        "00", // Forward
                        "01", // Number of Parameters
                        "02", // Parameter: DELIVERY TIMEOUT
                        "07" // its value, 7 ms
                        ),
                vector(
                        "SUBSCRIBE_UPDATE without end",
                        new SubscribeUpdate(6, 4, new Location(2, 3), OptionalLong.empty(), 64, true, Parameters.NONE),
                        "02", // Type
                        "0008", // Length
                        "06", // Request ID
                        "04", // Subscription Request ID
                        "02", // Start Location: Group
                        "03", // Start Location: Object
                        "00", // End Group: open
                        "40", // Subscriber Priority 64
                        "01", // Forward
                        "00" // Number of Parameters
                        ),
                vector(
                        "UNSUBSCRIBE",
                        new Unsubscribe(4),
                        "0a", // Type
                        "0001", // Length
                        "04" // Request ID
                        ),
                vector(
                        "PUBLISH_DONE",
                        new PublishDone(4, 2, 5, ByteString.of("bye")),
                        "0b", // Type
                        "0007", // Length
                        "04", // Request ID
                        "02", // Status Code: TRACK_ENDED
                        "05", // Stream Count
                        "03", // Error Reason: length
                        Bytes.text("bye") // text
                        ),
                vector(
                        "PUBLISH_DONE with a count that is not known",
                        new PublishDone(4, 2, PublishDone.UNKNOWN_COUNT, ByteString.of("")),
                        "0b", // Type
                        "000b", // Length
                        "04", // Request ID
                        "02", // Status Code: TRACK_ENDED
                        "ffffffffffffffff", // Stream Count 2^62-1
                        "00" // Error Reason: length
                        ),
                vector(
                        "PUBLISH",
                        new Publish(
                                1,
                                FullTrackName.of("a", "b"),
                                9,
                                GroupOrder.ASCENDING,
                                Optional.of(new Location(5, 3)),
                                true,
                                parameters(new Parameter.Numeric(0x4, 10))),
                        "1d", // Type
                        "000f", // Length
                        "01", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "09", // Track Alias
                        "01", // Group Order: ascending
                        "01", // Content Exists
                        "05", // Largest Location: Group
                        "03", // Largest Location: Object
                        "01", // Forward
                        "01", // Number of Parameters
                        "04", // Parameter: MAX CACHE DURATION
                        "0a" // its value, 10 ms
                        ),
                vector(
                        "PUBLISH_OK",
                        new PublishOk(
                                1,
                                true,
                                32,
                                GroupOrder.DESCENDING,
                                Filter.range(new Location(1, 2), 6),
                                Parameters.NONE),
                        "1e", // Type
                        "0009", // Length
                        "01", // Request ID
                        "01", // Forward
                        "20", // Subscriber Priority 32
                        "02", // Group Order: descending
                        "04", // Filter Type: AbsoluteRange
                        "01", // Start Location: Group
                        "02", // Start Location: Object
                        "06", // End Group
                        "00" // Number of Parameters
                        ),
                vector(
                        "FETCH of a range",
                        new Fetch(
                                8,
                                32,
                                GroupOrder.ASCENDING,
                                new FetchRange.Standalone(
                                        FullTrackName.of("a", "b"), new Location(1, 2), new Location(3, 0)),
                                Parameters.NONE),
                        "16", // Type
                        "000e", // Length
                        "08", // Request ID
                        "20", // Subscriber Priority 32
                        "01", // Group Order: ascending
                        "01", // Fetch Type: Standalone
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "01", // Start Location: Group
                        "02", // Start Location: Object
                        "03", // End Location: Group
                        "00", // End Location: Object, the whole group
                        "00" // Number of Parameters
                        ),
                vector(
                        "FETCH that joins relatively",
                        new Fetch(
                                8,
                                32,
                                GroupOrder.PUBLISHER_DEFAULT,
                                new FetchRange.RelativeJoining(4, 3),
                                Parameters.NONE),
                        "16", // Type
                        "0007", // Length
                        "08", // Request ID
                        "20", // Subscriber Priority 32
                        "00", // Group Order
                        "02", // Fetch Type: Relative Joining
                        "04", // Joining Request ID
                        "03", // Joining Start
                        "00" // Number of Parameters
                        ),
                vector(
                        "FETCH that joins absolutely",
                        new Fetch(
                                8,
                                32,
                                GroupOrder.PUBLISHER_DEFAULT,
                                new FetchRange.AbsoluteJoining(4, 3),
                                Parameters.NONE),
                        "16", // Type
                        "0007", // Length
                        "08", // Request ID
                        "20", // Subscriber Priority 32
                        "00", // Group Order
                        "03", // Fetch Type: Absolute Joining
                        "04", // Joining Request ID
                        "03", // Joining Start
                        "00" // Number of Parameters
                        ),
                vector(
                        "FETCH_OK",
                        new FetchOk(8, GroupOrder.ASCENDING, true, new Location(3, 9), Parameters.NONE),
                        "18", // Type
                        "0006", // Length
                        "08", // Request ID
                        "01", // Group Order: ascending
                        "01", // End Of Track
                        "03", // End Location: Group
                        "09", // End Location: Object
                        "00" // Number of Parameters
                        ),
                vector(
                        "FETCH_CANCEL",
                        new FetchCancel(8),
                        "17", // Type
                        "0001", // Length
                        "08" // Request ID
                        ),
                vector(
                        "TRACK_STATUS",
                        new TrackStatus(new Subscribe(
                                2,
                                FullTrackName.of("a", "b"),
                                128,
                                GroupOrder.PUBLISHER_DEFAULT,
                                true,
                                Filter.LARGEST_OBJECT,
                                Parameters.NONE)),
                        "0d", // Type
                        "000b", // Length
                        "02", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Track Name Length
                        Bytes.text("b"), // text
                        "80", // Subscriber Priority 128
                        "00", // Group Order
                        "01", // Forward
                        "02", // Filter Type: Largest Object
                        "00" // Number of Parameters
                        ),
                vector(
                        "TRACK_STATUS_OK",
                        new TrackStatusOk(new SubscribeOk(
                                2, 0, 0, GroupOrder.ASCENDING, Optional.of(new Location(5, 3)), Parameters.NONE)),
                        "0e", // Type
                        "0008", // Length
                        "02", // Request ID
                        "00", // Track Alias
                        "00", // Expires
                        "01", // Group Order: ascending
                        "01", // Content Exists
                        "05", // Largest Location: Group
                        "03", // Largest Location: Object
                        "00" // Number of Parameters
                        ),
                vector(
                        "TRACK_STATUS_ERROR",
                        new TrackStatusError(new SubscribeError(2, 4, ByteString.of(""))),
                        "0f", // Type
                        "0003", // Length
                        "02", // Request ID
                        "04", // Error Code
                        "00" // Error Reason: length
                        ),
                vector(
                        "PUBLISH_NAMESPACE",
                        new PublishNamespace(
                                0,
                                TrackNamespace.of("a"),
                                parameters(new Parameter.Authorization(new Token.UseValue(0, ByteString.of("p"))))),
                        "06", // Type
                        "000a", // Length
                        "00", // Request ID
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Number of Parameters
                        "03", // Parameter: AUTHORIZATION TOKEN
                        "03", // its length
                        "03", // Alias Type: USE_VALUE
                        "00", // Token Type
                        Bytes.text("p") // text
                        ),
                vector(
                        "PUBLISH_NAMESPACE_OK",
                        new PublishNamespaceOk(0),
                        "07", // Type
                        "0001", // Length
                        "00" // Request ID
                        ),
                vector(
                        "PUBLISH_NAMESPACE_DONE",
                        new PublishNamespaceDone(TrackNamespace.of("a")),
                        "09", // Type
                        "0003", // Length
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a") // text
                        ),
                vector(
                        "PUBLISH_NAMESPACE_CANCEL",
                        new PublishNamespaceCancel(TrackNamespace.of("a"), 1, ByteString.of("x")),
                        "0c", // Type
                        "0006", // Length
                        "01", // Track Namespace: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Error Code: UNAUTHORIZED
                        "01", // Error Reason: length
                        Bytes.text("x") // text
                        ),
                vector(
                        "SUBSCRIBE_NAMESPACE",
                        new SubscribeNamespace(
                                2, TrackNamespace.of("a"), parameters(new Parameter.Binary(0x21, ByteString.of("")))),
                        "11", // Type
                        "0007", // Length
                        "02", // Request ID
                        "01", // Track Namespace Prefix: fields
                        "01", // field length
                        Bytes.text("a"), // text
                        "01", // Number of Parameters
                        "21", // Parameter of a type nobody knows
                        "00" // its length
                        ),
                vector(
                        "SUBSCRIBE_NAMESPACE of everything",
                        new SubscribeNamespace(2, TrackNamespace.EMPTY, Parameters.NONE),
                        "11", // Type
                        "0003", // Length
                        "02", // Request ID
                        "00", // Track Namespace Prefix: no fields, as deployed relays send it
                        "00" // Number of Parameters
                        ),
                vector(
                        "SUBSCRIBE_NAMESPACE_OK",
                        new SubscribeNamespaceOk(2),
                        "12", // Type
                        "0001", // Length
                        "02" // Request ID
                        ),
                vector(
                        "UNSUBSCRIBE_NAMESPACE",
                        new UnsubscribeNamespace(TrackNamespace.of("a")),
                        "14", // Type
                        "0003", // Length
                        "01", // Track Namespace Prefix: fields
                        "01", // field length
                        Bytes.text("a") // text
                        ));
    }
}
