package org.moqj.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network with faults between real clients and a real server, on loopback: clients dial {@link #port()} in the
 * server's place, and each of their packets goes through {@link #toServer()}, each answer through {@link #toClients()}.
 * Has one thread of its own, which {@link #close()} ends. Thread-safe.
 */
public final class FaultyNetwork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultyNetwork.class);
    private static final int LARGEST_PACKET = 65_535;

    private final InetSocketAddress server;
    private final Selector selector;
    private final DatagramChannel front;
    private final NetworkPath toServer;
    private final NetworkPath toClients;
    private final Map<InetSocketAddress, DatagramChannel> clients = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_PACKET);
    private final Thread thread;

    private FaultyNetwork(InetSocketAddress server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
        this.front = DatagramChannel.open();
        this.toServer = new NetworkPath(selector::wakeup);
        this.toClients = new NetworkPath(selector::wakeup);
        front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        thread = new Thread(this::carry, "moqj-faulty-network-" + port());
        thread.setDaemon(true);
    }

    /**
     * Begins to carry packets, without faults as yet.
     *
     * @param server where to
     * @throws UncheckedIOException where no socket can be had
     */
    public static FaultyNetwork before(InetSocketAddress server) {
        try {
            FaultyNetwork network = new FaultyNetwork(server);
            network.thread.start();
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the UDP port on loopback that clients dial. */
    public int port() {
        return front.socket().getLocalPort();
    }

    /** Returns the way to the server, of all clients together. */
    public Path toServer() {
        return toServer;
    }

    /** Returns the way back from the server, to all clients together. */
    public Path toClients() {
        return toClients;
    }

    /** Ends the network: clients and server hear nothing of each other any more. */
    @Override
    public void close() {
        try {
            selector.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry() {
        try {
            while (selector.isOpen()) {
                long now = System.nanoTime();
                await(Math.min(toServer.deliver(now), toClients.deliver(now)));
            }
        } catch (ClosedSelectorException e) {
            LOG.debug("the network is closed");
        } catch (IOException e) {
            LOG.warn("the network has failed", e);
        } finally {
            closeChannels();
        }
    }

    private void await(long nanos) throws IOException {
        if (nanos <= 0) {
            selector.selectNow();
        } else if (nanos == Long.MAX_VALUE) {
            selector.select();
        } else {
            selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            read(key);
        }
        selector.selectedKeys().clear();
    }

    private void read(SelectionKey key) throws IOException {
        DatagramChannel channel = (DatagramChannel) key.channel();
        for (InetSocketAddress from = receive(channel); from != null; from = receive(channel)) {
            ByteBuffer packet =
                    ByteBuffer.allocate(buffer.flip().remaining()).put(buffer).flip();
            if (key.attachment() instanceof InetSocketAddress client) {
                toClients.send(System.nanoTime(), () -> send(front, packet, client));
            } else {
                DatagramChannel upstream = upstream(from);
                toServer.send(System.nanoTime(), () -> send(upstream, packet, server));
            }
        }
    }

    private @Nullable InetSocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        return (InetSocketAddress) channel.receive(buffer);
    }

    /** Returns the socket that stands for a client at the server's side. */
    private DatagramChannel upstream(InetSocketAddress client) throws IOException {
        DatagramChannel known = clients.get(client);
        if (known != null) {
            return known;
        }
        DatagramChannel opened = DatagramChannel.open();
        clients.put(client, opened);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        opened.configureBlocking(false).register(selector, SelectionKey.OP_READ, client);
        return opened;
    }

    /** Sends a packet; where the socket does not take it, it is lost, as on any network. */
    private static void send(DatagramChannel channel, ByteBuffer packet, InetSocketAddress to) {
        try {
            if (channel.send(packet, to) == 0) {
                LOG.debug("a packet to {} found no room", to);
            }
        } catch (IOException e) {
            LOG.debug("a packet to {} could not be sent", to, e);
        }
    }

    private void closeChannels() {
        close(front);
        clients.values().forEach(FaultyNetwork::close);
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("a socket of the network could not be closed", e);
        }
    }
}
