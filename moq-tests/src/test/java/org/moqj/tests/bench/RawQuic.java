package org.moqj.tests.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.EpollQuicUtils;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TransportOptions;

/**
 * What Netty's QUIC does by itself with the writes of {@code moqj bench}: groups on streams of their own, objects of one
 * size, from one process to another. With the library's own parameters and sockets, and nothing else of it. {@code ci/compare.sh}
 * runs it beside the real thing.
 *
 * <p>An object is four bytes that stand for its header, a stamp of 16 bytes as in {@code moqj bench}, and zeros.
 */
final class RawQuic {

    static final String PROTOCOL = "raw";

    private static final int SEGMENTS = 16;
    private static final int PACKETS_PER_READ = 32;

    /** What stands for an object's header. */
    static final int HEADER = 4;

    /** The first bytes of a group's stream, and those of the stream behind the last group's. */
    static final int GROUP = 0x14;

    static final int LAST = 0x15;

    /**
     * What is sent.
     *
     * @param objectSize bytes of payload
     * @param groupSize objects on a stream
     * @param rate objects a second; 0 for as many as there is room for
     * @param seconds for how long
     */
    record Load(int objectSize, int groupSize, double rate, double seconds) {

        int frameSize() {
            return HEADER + objectSize;
        }
    }

    private RawQuic() {}

    /** Runs {@code publisher} or {@code subscriber PORT}, then object size, group size, rate and seconds. */
    public static void main(String[] arguments) throws Exception {
        boolean publishes = arguments[0].equals("publisher");
        int first = publishes ? 1 : 2;
        Load load = new Load(
                Integer.parseInt(arguments[first]),
                Integer.parseInt(arguments[first + 1]),
                arguments[first + 2].equals("max") ? 0 : Double.parseDouble(arguments[first + 2]),
                Double.parseDouble(arguments[first + 3]));
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            if (publishes) {
                new RawPublisher(group, load).run();
            } else {
                new RawSubscriber(group, load).run(Integer.parseInt(arguments[1]));
            }
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    static <B extends QuicCodecBuilder<B>> B parameters(B builder) {
        TransportOptions options = TransportOptions.builder().build();
        return builder.maxIdleTimeout(options.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .congestionControlAlgorithm(QuicCongestionControlAlgorithm.valueOf(
                        options.congestionControl().name()))
                .initialMaxData(options.connectionWindow())
                .initialMaxStreamDataUnidirectional(options.streamWindow())
                .initialMaxStreamsUnidirectional(options.maxUniStreams())
                .maxSendUdpPayloadSize(options.maxUdpPayload())
                .maxRecvUdpPayloadSize(2048)
                .discoverPmtu(true);
    }

    static SegmentedDatagramPacketAllocator segments() {
        return Epoll.isAvailable()
                ? EpollQuicUtils.newSegmentedAllocator(SEGMENTS)
                : SegmentedDatagramPacketAllocator.NONE;
    }

    static Channel bind(MultiThreadIoEventLoopGroup group, ChannelHandler handler) {
        int buffer = TransportOptions.builder().build().socketBuffer();
        return new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(ChannelOption.SO_SNDBUF, buffer)
                .option(ChannelOption.SO_RCVBUF, buffer)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(2048).maxMessagesPerRead(PACKETS_PER_READ))
                .handler(handler)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }
}
