package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.TransportOptions;

class EventLoopsTest {

    private static Channel bind(EventLoops loops) {
        return loops.datagrams(loops.next())
                .handler(new ChannelInboundHandlerAdapter())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** A packet read alone is acknowledged alone: that halves the throughput, and more. */
    @Test
    void readsManyPacketsAtOnceAndLargeOnes() {
        EventLoops loops = new EventLoops(
                TransportOptions.builder().threads(1).maxUdpPayload(9000).build());
        Channel socket = bind(loops);

        MaxMessagesRecvByteBufAllocator allocator =
                (MaxMessagesRecvByteBufAllocator) socket.config().getRecvByteBufAllocator();

        assertThat(allocator.maxMessagesPerRead()).isGreaterThanOrEqualTo(16);
        assertThat(allocator.newHandle().guess()).isEqualTo(9000);
        socket.close().syncUninterruptibly();
        Peer.get(loops.shutdown());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void usesEpollWhereAskedAndAvailable(boolean asked) {
        EventLoops loops = new EventLoops(
                TransportOptions.builder().threads(1).nativeTransport(asked).build());
        Channel socket = bind(loops);

        assertThat(socket)
                .isInstanceOf(asked && Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class);
        socket.close().syncUninterruptibly();
        Peer.get(loops.shutdown());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void hasAsManyThreadsAsAsked(int threads) {
        EventLoops loops =
                new EventLoops(TransportOptions.builder().threads(threads).build());

        Set<EventLoop> distinct = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            distinct.add(loops.next());
        }
        assertThat(distinct).hasSize(threads);
        Peer.get(loops.shutdown());
    }
}
