package org.moqj.draft07.internal;

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
import org.moqj.draft07.internal.inspect.Inspector;
import org.moqj.draft07.internal.message.ControlMessageType;
import org.moqj.draft07.internal.session.Draft07Session;

/** draft-ietf-moq-transport-07, as core finds it. Stateless and thread-safe. */
public final class Draft07 implements DraftProtocol {

    /** Carries no draft's number: several drafts share it (draft-07, section 3.1.2). */
    private static final String ALPN = "moq-00";

    private final WireInspector inspector = new Inspector();

    /** For the service loader. */
    public Draft07() {}

    @Override
    public MoqDraft draft() {
        return MoqDraft.DRAFT_07;
    }

    @Override
    public List<String> applicationProtocols() {
        return List.of(ALPN);
    }

    @Override
    public boolean recognises(String applicationProtocol, long clientSetupType) {
        return clientSetupType == ControlMessageType.CLIENT_SETUP.code();
    }

    @Override
    public boolean takesSetupTokens() {
        return false;
    }

    @Override
    public DraftSession startClient(TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        return Draft07Session.startClient(transport, options, listener);
    }

    @Override
    public DraftSession startServer(
            TransportSession transport,
            BidiStream control,
            ByteBuf received,
            DraftOptions options,
            DraftSessionListener listener) {
        return Draft07Session.startServer(transport, control, received, options, listener);
    }

    @Override
    public WireInspector inspector() {
        return inspector;
    }
}
