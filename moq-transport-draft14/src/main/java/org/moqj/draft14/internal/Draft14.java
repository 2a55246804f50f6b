package org.moqj.draft14.internal;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.moqj.core.MoqDraft;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.draft14.internal.inspect.Inspector;
import org.moqj.draft14.internal.message.ControlMessageType;
import org.moqj.draft14.internal.session.Draft14Session;

/** draft-ietf-moq-transport-14, as core's service loader finds it. Stateless and thread-safe. */
public final class Draft14 implements DraftProtocol {

    private static final List<String> APPLICATION_PROTOCOLS = List.of("moq-00");

    /** Called by the service loader. */
    public Draft14() {}

    @Override
    public MoqDraft draft() {
        return MoqDraft.DRAFT_14;
    }

    @Override
    public List<String> applicationProtocols() {
        return APPLICATION_PROTOCOLS;
    }

    @Override
    public boolean recognises(String applicationProtocol, long clientSetupType) {
        return clientSetupType == ControlMessageType.CLIENT_SETUP.id();
    }

    @Override
    public DraftSession startClient(TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        return Draft14Session.startClient(transport, options, listener);
    }

    @Override
    public DraftSession startServer(
            TransportSession transport,
            BidiStream control,
            ByteBuf received,
            DraftOptions options,
            DraftSessionListener listener) {
        return Draft14Session.startServer(transport, control, received, options, listener);
    }

    @Override
    public WireInspector inspector() {
        return new Inspector();
    }
}
