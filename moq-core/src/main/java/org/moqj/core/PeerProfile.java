package org.moqj.core;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The known deviations of a peer from its draft, each a named switch. Tolerating one never loosens what protects this
 * end.
 *
 * @param name what users call it, such as {@code moq-rs}
 * @param quirks the deviations
 */
public record PeerProfile(String name, Set<Quirk> quirks) {

    /** One deviation. */
    public enum Quirk {
        /** Data stream headers and datagrams have the Subscribe ID before the Track Alias, as in draft-06. */
        SUBSCRIBE_ID_IN_DATA_HEADERS,
        /** A limit on requests that the peer never stated means that there is none, and our own is not enforced. */
        UNSTATED_REQUEST_LIMIT,
        /** PATH in CLIENT_SETUP ends the session, so it is left out. */
        NO_PATH,
        /** Absolute filters and SUBSCRIBE_UPDATE are misread; they fail here and are not sent. */
        NO_ABSOLUTE_FILTERS,
        /** FETCH, namespace discovery and GOAWAY crash the peer; they fail here and are not sent. */
        CRASHES_ON_FETCH_AND_DISCOVERY,
        /** MAX_REQUEST_ID, REQUESTS_BLOCKED and GOAWAY end the session; they are not sent. */
        NO_SESSION_UPDATES,
        /** A parameter in SUBSCRIBE_OK derails the peer's control stream, so there are none. */
        NO_SUBSCRIBE_OK_PARAMETERS,
        /** Who asks for the largest object wants the current group from its first object (draft-14). */
        LARGEST_OBJECT_IS_CURRENT_GROUP,
        /** A stream that broke off ends with FIN, even inside an object: the object is dropped, nothing else. */
        FIN_INSIDE_OBJECT,
        /** Requests about things that are long over arrive, and are ignored. */
        STALE_REQUESTS,
        /** UNSUBSCRIBE is answered late or never: the subscription is over here at once. */
        UNSUBSCRIBE_UNANSWERED,
        /** SUBSCRIBE_DONE or PUBLISH_DONE cuts off the streams that it overtakes, so it is sent a little later. */
        DONE_CUTS_STREAMS,
        /** UNANNOUNCE is answered with ANNOUNCE_CANCEL, which ends whatever has that name by then (draft-07). */
        CANCEL_AFTER_UNANNOUNCE,
        /** A second datagram of a track ends the session; they fail here and are not sent (draft-07). */
        DATAGRAMS_END_SESSION,
        /** FETCH, PUBLISH, SUBSCRIBE_UPDATE and namespace discovery are ignored; they fail here and are not sent. */
        IGNORED_REQUESTS,
        /** The status codes of PUBLISH_DONE are its own: 0 is the end of the track, or of its publisher (draft-14). */
        OWN_DONE_CODES,
        /** The number of streams in PUBLISH_DONE is always 0 and means nothing. */
        NO_STREAM_COUNT,
        /** SUBSCRIBE_OK says that groups come in descending order, whatever their order is. */
        UNTRUE_GROUP_ORDER,
        /** Objects are renumbered on their way, so that gaps in their extension headers do not fit their ids. */
        RENUMBERED_OBJECTS,
        /** A track name that is not UTF-8 ends the session; requests with one fail here and are not sent. */
        UTF8_TRACK_NAMES,
        /** TRACK_STATUS_REQUEST is never answered; it fails here and is not sent (draft-07). */
        NO_TRACK_STATUS
    }

    /** The quirks that keep a request of the user's from being sent; those of the library's own messages stay. */
    private static final Set<Quirk> GUARDS = Set.of(
            Quirk.NO_ABSOLUTE_FILTERS,
            Quirk.CRASHES_ON_FETCH_AND_DISCOVERY,
            Quirk.DATAGRAMS_END_SESSION,
            Quirk.IGNORED_REQUESTS,
            Quirk.UTF8_TRACK_NAMES,
            Quirk.NO_TRACK_STATUS);

    private static final String UNGUARDED = "-unguarded";

    /** No deviation at all: the reading of the draft. */
    public static final PeerProfile STRICT = new PeerProfile("strict", EnumSet.noneOf(Quirk.class));

    /** The relay and tools of moq-rs that speak draft-07: {@code moq-relay-ietf} 0.7.4 and its companions. */
    public static final PeerProfile MOQ_RS_07 = new PeerProfile(
            "moq-rs-07",
            EnumSet.of(
                    Quirk.SUBSCRIBE_ID_IN_DATA_HEADERS,
                    Quirk.UNSTATED_REQUEST_LIMIT,
                    Quirk.NO_PATH,
                    Quirk.NO_ABSOLUTE_FILTERS,
                    Quirk.CRASHES_ON_FETCH_AND_DISCOVERY,
                    Quirk.NO_SUBSCRIBE_OK_PARAMETERS,
                    Quirk.FIN_INSIDE_OBJECT,
                    Quirk.STALE_REQUESTS,
                    Quirk.UNSUBSCRIBE_UNANSWERED,
                    Quirk.DONE_CUTS_STREAMS,
                    Quirk.CANCEL_AFTER_UNANNOUNCE,
                    Quirk.UNTRUE_GROUP_ORDER,
                    Quirk.DATAGRAMS_END_SESSION,
                    Quirk.UTF8_TRACK_NAMES,
                    Quirk.NO_TRACK_STATUS));

    /** The relay and tools of moq-rs that speak draft-14: {@code moq-relay-ietf} 0.7.19 and its companions. */
    public static final PeerProfile MOQ_RS_14 = new PeerProfile(
            "moq-rs-14",
            EnumSet.of(
                    Quirk.NO_SESSION_UPDATES,
                    Quirk.LARGEST_OBJECT_IS_CURRENT_GROUP,
                    Quirk.FIN_INSIDE_OBJECT,
                    Quirk.STALE_REQUESTS,
                    Quirk.UNSUBSCRIBE_UNANSWERED,
                    Quirk.DONE_CUTS_STREAMS,
                    Quirk.IGNORED_REQUESTS,
                    Quirk.OWN_DONE_CODES,
                    Quirk.NO_STREAM_COUNT,
                    Quirk.UNTRUE_GROUP_ORDER,
                    Quirk.RENUMBERED_OBJECTS,
                    Quirk.UTF8_TRACK_NAMES));

    /** Copies the quirks. */
    public PeerProfile {
        quirks = Set.copyOf(quirks);
    }

    /** Returns the profiles that have a name. */
    public static List<PeerProfile> known() {
        return List.of(STRICT, MOQ_RS_07, MOQ_RS_14);
    }

    /** Returns the known profile called {@code name}, or one of them {@linkplain #withoutGuards() without guards}. */
    public static Optional<PeerProfile> named(String name) {
        return known().stream()
                .flatMap(profile -> Stream.of(profile, profile.withoutGuards()))
                .filter(profile -> profile.name().equals(name))
                .findFirst();
    }

    /**
     * Returns this profile without the quirks that keep requests from being sent, for those who insist: what is asked
     * for is sent, also where the peer is known to leave it unanswered, to end the session or even to crash. What lets
     * the two understand each other stays. Called {@code moq-rs-07-unguarded}, and so on.
     */
    public PeerProfile withoutGuards() {
        if (Collections.disjoint(quirks, GUARDS)) {
            return this;
        }
        Set<Quirk> others = EnumSet.copyOf(quirks);
        others.removeAll(GUARDS);
        return new PeerProfile(name + UNGUARDED, others);
    }

    /** Returns whether the peer deviates so. */
    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
