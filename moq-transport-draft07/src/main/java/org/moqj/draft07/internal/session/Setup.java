package org.moqj.draft07.internal.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqDraft;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.SessionExecutor.Timer;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.ClientSetup;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.Role;
import org.moqj.draft07.internal.message.ServerSetup;
import org.moqj.draft07.internal.message.SessionCode;
import org.moqj.draft07.internal.message.SetupParameter;
import org.moqj.draft07.internal.message.SetupParameters;

/**
 * The first exchange of a session (draft-07, section 6.2): version, roles, path and the first limit on requests. Says
 * role PubSub always. Confined to the session's event loop.
 */
final class Setup {

    private final Link link;
    private final OutgoingRequests ids;
    private final IncomingRequests granted;
    private final Runnable established;
    private @Nullable Timer timer;

    Setup(Link link, OutgoingRequests ids, IncomingRequests granted, Runnable established) {
        this.link = link;
        this.ids = ids;
        this.granted = granted;
        this.established = established;
    }

    /** Sends CLIENT_SETUP and waits for the answer. */
    void startClient() {
        AuthTokens.requireNone(link.options().tokens(), "CLIENT_SETUP");
        waitForPeer();
        link.control().send(new ClientSetup(List.of(MoqDraft.DRAFT_07.version()), clientParameters()));
    }

    /** Waits for CLIENT_SETUP. */
    void startServer() {
        waitForPeer();
    }

    void onServerSetup(ServerSetup message) throws ProtocolViolation {
        requireExpected("SERVER_SETUP", Perspective.CLIENT);
        if (message.selectedVersion() != MoqDraft.DRAFT_07.version()) {
            throw ProtocolViolation.invalid(
                    "Selected Version", "0x" + Long.toHexString(message.selectedVersion()) + " was not offered");
        }
        complete(message.parameters(), link.transport().info().path());
    }

    void onClientSetup(ClientSetup message) throws ProtocolViolation {
        requireExpected("CLIENT_SETUP", Perspective.SERVER);
        if (!message.supportedVersions().contains(MoqDraft.DRAFT_07.version())) {
            throw ProtocolViolation.invalid("Supported Version", "none is draft-07");
        }
        Optional<ByteString> path = message.parameters().bytes(SetupParameter.PATH);
        if (path.isPresent() && !isRawQuic()) {
            throw ProtocolViolation.invalid("PATH", "must not be used over WebTransport");
        }
        if (isRawQuic() && !link.listener().acceptsPath(path.map(Setup::text).orElse(""))) {
            // The draft has no code for it.
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.INVALID, SessionCode.UNAUTHORIZED.code(), "PATH", "is not served here");
        }
        requireRole(message.parameters());
        link.control().send(new ServerSetup(MoqDraft.DRAFT_07.version(), commonParameters()));
        complete(
                message.parameters(),
                path.map(Setup::text).orElse(link.transport().info().path()));
    }

    void release() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void waitForPeer() {
        timer = link.after(link.options().setupTimeout(), () -> link.shutdown()
                .closeForTimeout("The peer's SETUP did not come within "
                        + link.options().setupTimeout().toMillis() + " ms"));
    }

    private void complete(Parameters parameters, String path) throws ProtocolViolation {
        Role role = requireRole(parameters);
        PeerProfile profile = link.options().profile().orElseGet(() -> ProfileRecognition.of(parameters));
        link.peer().isKnown(role, profile);
        if (profile.has(Quirk.UNSTATED_REQUEST_LIMIT)
                && parameters.varint(SetupParameter.MAX_SUBSCRIBE_ID).isEmpty()) {
            ids.setUnlimited();
        } else {
            ids.setInitialLimit(
                    parameters.varint(SetupParameter.MAX_SUBSCRIBE_ID).orElse(0));
        }
        release();
        link.shutdown().setupComplete();
        link.listener()
                .onEstablished(
                        new PeerSetup("", profile, path, link.transport().info().authority(), List.of()));
        established.run();
    }

    private void requireExpected(String message, Perspective receiver) throws ProtocolViolation {
        boolean expected = link.transport().info().perspective() == receiver
                && link.shutdown().state() == SessionState.CONNECTING;
        if (!expected) {
            throw ProtocolViolation.invalid("Message Type", message + " must not come now");
        }
    }

    private static Role requireRole(Parameters parameters) throws ProtocolViolation {
        Optional<Role> role = SetupParameters.role(parameters);
        if (role.isEmpty()) {
            throw ProtocolViolation.invalid("ROLE", "is missing");
        }
        return role.get();
    }

    private Parameters commonParameters() {
        return Parameters.NONE
                .with(SetupParameter.ROLE, Role.PUB_SUB.code())
                .with(SetupParameter.MAX_SUBSCRIBE_ID, granted.initialLimit());
    }

    private Parameters clientParameters() {
        String path = link.transport().info().path();
        return sendsPath(path) ? commonParameters().with(SetupParameter.PATH, ByteString.of(path)) : commonParameters();
    }

    /**
     * Returns whether PATH is sent. The draft wants it on raw QUIC always, but it makes a known relay end the session:
     * towards a peer that is not known, it is left out where it would say nothing.
     */
    private boolean sendsPath(String path) {
        if (!isRawQuic()) {
            return false;
        }
        Optional<PeerProfile> profile = link.options().profile();
        if (profile.isPresent()) {
            return !profile.get().has(Quirk.NO_PATH);
        }
        return !path.isEmpty() && !path.equals("/");
    }

    private boolean isRawQuic() {
        return link.transport().info().kind() == TransportKind.QUIC;
    }

    private static String text(ByteString bytes) {
        return new String(bytes.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
