package org.moqj.webtransport.internal;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;

/** The only class that names Netty's epoll transport, which need not be there. */
final class EpollTransport {

    private EpollTransport() {}

    static boolean isAvailable() {
        return Epoll.isAvailable();
    }

    static IoHandlerFactory ioHandler() {
        return EpollIoHandler.newFactory();
    }

    static Class<? extends DatagramChannel> channelType() {
        return EpollDatagramChannel.class;
    }
}
