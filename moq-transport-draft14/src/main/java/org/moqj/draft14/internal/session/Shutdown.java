package org.moqj.draft14.internal.session;

import java.nio.charset.StandardCharsets;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.Goaway;

/** GOAWAY in both directions (draft-14, sections 3.5 and 9.4). Confined to the session's event loop. */
final class Shutdown {

    private enum Sent {
        NOTHING,
        GOAWAY
    }

    private final Link link;
    private final Support support;
    private Sent sent = Sent.NOTHING;

    Shutdown(Link link, Support support) {
        this.link = link;
        this.support = support;
    }

    /** Asks the peer to leave. Only a server can say where to, and it can be said once. */
    void goaway(String newUri) {
        support.check(Feature.SEND_GOAWAY);
        ByteString uri = ByteString.of(newUri);
        if (link.isClient() && uri.size() > 0) {
            throw new IllegalArgumentException("Only a server names a new URI");
        }
        if (uri.size() > Goaway.MAX_URI) {
            throw new IllegalArgumentException("A new URI has at most " + Goaway.MAX_URI + " bytes");
        }
        if (sent == Sent.GOAWAY) {
            throw MoqRequestException.notPossible(
                    null, "GOAWAY was sent already", "close the session when the peer does not leave");
        }
        sent = Sent.GOAWAY;
        link.send(new Goaway(uri));
    }

    /** The peer asks us to leave. */
    void onGoaway(Goaway goaway) throws ProtocolViolation {
        if (!link.isClient() && goaway.newSessionUri().size() > 0) {
            throw ProtocolViolation.invalid("New Session URI", "a client must not name one");
        }
        link.advance(SessionState.Event.GOAWAY_RECEIVED);
        link.listener().onGoaway(new String(goaway.newSessionUri().toByteArray(), StandardCharsets.UTF_8));
    }
}
