package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.FetchStreamHeader;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.data.StreamHeader;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;

/** Leads the peer's streams and datagrams to what they belong to (draft-14, section 10). Confined to the session's event loop. */
final class DataStreams {

    private final Link link;
    private final TrackAliases aliases;
    private final EarlyData early;
    private final Fetches fetches;

    DataStreams(Link link, TrackAliases aliases, EarlyData early, Fetches fetches) {
        this.link = link;
        this.aliases = aliases;
        this.early = early;
        this.fetches = fetches;
    }

    void onUniStream(ReceiveStream stream) {
        new IncomingUniStream(link, this, stream).start();
    }

    /** The header of {@code stream} is complete. */
    void route(StreamHeader header, IncomingUniStream stream) throws ProtocolViolation {
        if (header instanceof SubgroupStreamHeader subgroup) {
            routeSubgroup(subgroup, stream);
        } else if (header instanceof FetchStreamHeader fetch) {
            fetches.onStream(fetch, stream);
        }
    }

    private void routeSubgroup(SubgroupStreamHeader header, IncomingUniStream stream) throws ProtocolViolation {
        Subscription subscription = aliases.find(header.trackAlias());
        if (subscription != null) {
            subscription.take(header, stream);
        } else if (aliases.isRetired(header.trackAlias())) {
            stream.stop(StreamCode.CANCELLED);
        } else {
            early.hold(header, stream);
        }
    }

    /** More arrived on a stream that waits. */
    void keep(IncomingUniStream stream, HeldData held, ByteBuf data) {
        early.keep(stream, held, data);
    }

    void onDatagram(ByteBuf in) throws ProtocolViolation {
        ObjectDatagram datagram = ObjectDatagram.read(in);
        Subscription subscription = aliases.find(datagram.trackAlias());
        if (subscription != null) {
            subscription.take(datagram);
        } else if (!aliases.isRetired(datagram.trackAlias())) {
            early.hold(datagram);
        }
    }
}
