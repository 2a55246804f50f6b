package org.moqj.webtransport.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TransportOptions;
import org.moqj.webtransport.internal.quic.QuicParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a provider, and the UDP channels that live on them. May be used from any thread. */
final class EventLoops {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
    private static final long SHUTDOWN_SECONDS = 1;

    /** As many packets are read before they are acknowledged; one by one, each costs a packet in return. */
    private static final int PACKETS_PER_READ = 32;

    private final MultiThreadIoEventLoopGroup group;
    private final Class<? extends DatagramChannel> channelType;
    private final SegmentedDatagramPacketAllocator segments;
    private final TransportOptions options;

    EventLoops(TransportOptions options) {
        this.options = options;
        boolean epoll = options.nativeTransport() && isEpollAvailable();
        IoHandlerFactory factory = epoll ? EpollTransport.ioHandler() : NioIoHandler.newFactory();
        this.segments = epoll ? EpollTransport.segments() : SegmentedDatagramPacketAllocator.NONE;
        this.channelType = epoll ? EpollTransport.channelType() : NioDatagramChannel.class;
        this.group =
                new MultiThreadIoEventLoopGroup(options.threads(), new DefaultThreadFactory("moqj-io", true), factory);
    }

    private static boolean isEpollAvailable() {
        try {
            boolean available = EpollTransport.isAvailable();
            if (!available) {
                LOG.debug("event=native-transport-unavailable effect=nio");
            }
            return available;
        } catch (NoClassDefFoundError e) {
            LOG.debug("event=native-transport-missing effect=nio cause=\"{}\"", e.toString());
            return false;
        }
    }

    EventLoop next() {
        return group.next();
    }

    /** Returns what packs the packets of a QUIC connection for its socket. */
    SegmentedDatagramPacketAllocator segments() {
        return segments;
    }

    /** Returns what makes UDP channels on {@code loop}. */
    Bootstrap datagrams(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.SO_RCVBUF, options.socketBuffer())
                .option(ChannelOption.SO_SNDBUF, options.socketBuffer())
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(QuicParameters.receiveSize(options))
                                .maxMessagesPerRead(PACKETS_PER_READ));
    }

    /** Ends the threads; all channels must have been closed. */
    CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).addListener(ended -> done.complete(null));
        return done;
    }
}
