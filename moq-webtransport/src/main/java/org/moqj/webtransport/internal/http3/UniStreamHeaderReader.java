package org.moqj.webtransport.internal.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.moqj.core.spi.wire.Varint;

/** Reads the session id of a unidirectional stream, of which HTTP/3's codec has read the type. */
final class UniStreamHeaderReader extends StreamHeaderReader {

    UniStreamHeaderReader(SessionStreams streams) {
        super(streams);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (Varint.isReadable(in)) {
            handOver(ctx, Varint.read(in));
        }
    }
}
