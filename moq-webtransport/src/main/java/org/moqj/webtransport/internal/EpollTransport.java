package org.moqj.webtransport.internal;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.quic.EpollQuicUtils;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;

/** The only class that names Netty's epoll transport, which need not be there. */
final class EpollTransport {

    /** What goes out in one call of the kernel: about 23 KB of full packets. */
    private static final int SEGMENTS = 16;

    private EpollTransport() {}

    static boolean isAvailable() {
        return Epoll.isAvailable();
    }

    static IoHandlerFactory ioHandler() {
        return EpollIoHandler.newFactory();
    }

    /** Returns what hands several packets to the kernel as one (UDP GSO), where the kernel can split them. */
    static SegmentedDatagramPacketAllocator segments() {
        return EpollQuicUtils.newSegmentedAllocator(SEGMENTS);
    }

    static Class<? extends DatagramChannel> channelType() {
        return EpollDatagramChannel.class;
    }
}
