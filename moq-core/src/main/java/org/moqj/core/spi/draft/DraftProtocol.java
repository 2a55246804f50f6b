package org.moqj.core.spi.draft;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.moqj.core.MoqDraft;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.TransportSession;

/** One draft of MoQ Transport; found by {@link java.util.ServiceLoader}. Stateless and thread-safe. */
public interface DraftProtocol {

    /** Returns which draft this is. */
    MoqDraft draft();

    /** Returns the ALPN tokens under which this draft runs over raw QUIC, in order of preference. */
    List<String> applicationProtocols();

    /**
     * Returns whether a client that begins its control stream so speaks this draft.
     *
     * @param applicationProtocol the ALPN agreed on
     * @param clientSetupType the control stream's first varint
     */
    boolean recognises(String applicationProtocol, long clientSetupType);

    /** Returns whether the setup of this draft has a place for tokens. */
    default boolean takesSetupTokens() {
        return true;
    }

    /**
     * Begins a session as the client: opens the control stream and sends CLIENT_SETUP.
     *
     * @param listener told everything, not before this call has returned
     */
    DraftSession startClient(TransportSession transport, DraftOptions options, DraftSessionListener listener);

    /**
     * Begins a session as the server.
     *
     * @param control the control stream, whose receiving half this takes over
     * @param received what was read from it already, from its first byte; lent
     * @param listener told everything, not before this call has returned
     */
    DraftSession startServer(
            TransportSession transport,
            BidiStream control,
            ByteBuf received,
            DraftOptions options,
            DraftSessionListener listener);

    /** Returns the translator between this draft's bytes and named fields, for people and tests. */
    WireInspector inspector();
}
