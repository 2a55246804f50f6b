package org.moqj.draft14.internal.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqDraft;
import org.moqj.core.PeerProfile;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ClientSetup;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.ServerSetup;

/** The exchange of CLIENT_SETUP and SERVER_SETUP (draft-14, section 9.3). Confined to the session's event loop. */
final class Setup {

    private static final long VERSION = MoqDraft.DRAFT_14.version();

    /** What the relay of moq-rs states, and nothing beside it. */
    private static final long MOQ_RS_LIMIT = 100;

    private final Link link;
    private final OutgoingRequests ours;
    private final IncomingRequests theirs;
    private final AuthTokens tokens;
    private SessionExecutor.@Nullable Timer deadline;

    Setup(Link link, OutgoingRequests ours, IncomingRequests theirs, AuthTokens tokens) {
        this.link = link;
        this.ours = ours;
        this.theirs = theirs;
        this.tokens = tokens;
        link.atEnd(this::stopDeadline);
    }

    /** Begins to wait for the peer, after saying what a client says first. */
    void start() {
        Duration timeout = link.options().setupTimeout();
        deadline = link.schedule(
                timeout,
                () -> link.timedOut(
                        SessionCode.CONTROL_MESSAGE_TIMEOUT, "no SETUP within " + timeout.toMillis() + " ms"));
        if (link.isClient()) {
            link.send(new ClientSetup(List.of(VERSION), clientParameters()));
        }
    }

    private Parameters clientParameters() {
        TransportInfo info = link.transport().info();
        ParameterLists parameters = ParameterLists.empty();
        if (info.kind() == TransportKind.QUIC) {
            if (!link.has(PeerProfile.Quirk.NO_PATH)) {
                parameters.text(KnownParameter.PATH, info.path());
            }
            parameters.text(KnownParameter.AUTHORITY, info.authority());
        }
        return common(parameters);
    }

    private Parameters common(ParameterLists parameters) {
        return parameters
                .number(KnownParameter.MAX_REQUEST_ID, theirs.initialLimit())
                .tokens(link.options().tokens())
                .number(KnownParameter.MAX_AUTH_TOKEN_CACHE_SIZE, AuthTokens.CACHE_BYTES)
                .text(KnownParameter.MOQT_IMPLEMENTATION, link.options().implementation())
                .build();
    }

    /** The client has spoken: checks what it said, and answers. */
    void onClientSetup(ClientSetup setup) throws ProtocolViolation {
        expectFrom("CLIENT_SETUP", !link.isClient());
        if (!setup.supportedVersions().contains(VERSION)) {
            throw SessionCode.VERSION_NEGOTIATION_FAILED.violation(
                    "Supported Versions",
                    "none of them is draft-14: " + setup.supportedVersions().size());
        }
        Parameters parameters = setup.parameters();
        String path = checkedPath(parameters);
        String authority = checkedAuthority(parameters);
        AuthTokens.Resolved resolved = tokens.resolveClientSetup(parameters);
        recognise(parameters);
        link.send(new ServerSetup(VERSION, common(ParameterLists.empty())));
        establish(parameters, path, authority, resolved);
    }

    /** The server has answered. */
    void onServerSetup(ServerSetup setup) throws ProtocolViolation {
        expectFrom("SERVER_SETUP", link.isClient());
        if (setup.selectedVersion() != VERSION) {
            throw SessionCode.VERSION_NEGOTIATION_FAILED.violation(
                    "Selected Version", "0x" + Long.toHexString(setup.selectedVersion()) + " was not offered");
        }
        Parameters parameters = setup.parameters();
        if (parameters.bytes(KnownParameter.PATH).isPresent()) {
            throw SessionCode.INVALID_PATH.violation("PATH", "not for a server to send");
        }
        if (parameters.bytes(KnownParameter.AUTHORITY).isPresent()) {
            throw SessionCode.INVALID_AUTHORITY.violation("AUTHORITY", "not for a server to send");
        }
        AuthTokens.Resolved resolved = tokens.resolve(parameters);
        recognise(parameters);
        TransportInfo info = link.transport().info();
        establish(parameters, info.path(), info.authority(), resolved);
    }

    private void expectFrom(String message, boolean rightSide) throws ProtocolViolation {
        if (!rightSide || link.state() != SessionState.SETUP) {
            throw ProtocolViolation.invalid("Message Type", message + " is not expected here");
        }
    }

    private String checkedPath(Parameters parameters) throws ProtocolViolation {
        TransportInfo info = link.transport().info();
        String path = text(parameters, KnownParameter.PATH);
        if (info.kind() == TransportKind.WEBTRANSPORT) {
            if (path != null) {
                throw SessionCode.INVALID_PATH.violation("PATH", "not over WebTransport");
            }
            return info.path();
        }
        String wanted = path == null ? "" : path;
        if (!UriSyntax.isPath(wanted)) {
            throw SessionCode.MALFORMED_PATH.violation("PATH", "not a path");
        }
        if (!link.listener().acceptsPath(wanted)) {
            throw SessionCode.INVALID_PATH.violation("PATH", "not served here");
        }
        return path == null ? info.path() : path;
    }

    private String checkedAuthority(Parameters parameters) throws ProtocolViolation {
        TransportInfo info = link.transport().info();
        String authority = text(parameters, KnownParameter.AUTHORITY);
        if (authority == null) {
            return info.authority();
        }
        if (info.kind() == TransportKind.WEBTRANSPORT) {
            throw SessionCode.INVALID_AUTHORITY.violation("AUTHORITY", "not over WebTransport");
        }
        if (!UriSyntax.isAuthority(authority)) {
            throw SessionCode.MALFORMED_AUTHORITY.violation("AUTHORITY", "not an authority");
        }
        if (!link.listener().acceptsAuthority(authority)) {
            throw SessionCode.INVALID_AUTHORITY.violation("AUTHORITY", "not served here");
        }
        return authority;
    }

    private static @Nullable String text(Parameters parameters, KnownParameter wanted) {
        return parameters
                .bytes(wanted)
                .map(value -> new String(value.toByteArray(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    private void recognise(Parameters parameters) {
        if (link.options().profile().isEmpty() && isMoqRs(parameters)) {
            link.recognise(PeerProfile.MOQ_RS_14);
        }
    }

    private static boolean isMoqRs(Parameters parameters) {
        return parameters.number(KnownParameter.MAX_REQUEST_ID).orElse(0) == MOQ_RS_LIMIT
                && parameters.all().stream().allMatch(Setup::isOfMoqRs);
    }

    private static boolean isOfMoqRs(Parameter parameter) {
        return parameter.type() == KnownParameter.MAX_REQUEST_ID.type()
                || parameter.type() == KnownParameter.PATH.type();
    }

    private void establish(Parameters parameters, String path, String authority, AuthTokens.Resolved resolved)
            throws ProtocolViolation {
        if (resolved.refusal() != null) {
            throw SessionCode.UNKNOWN_AUTH_TOKEN_ALIAS.violation(
                    "AUTHORIZATION TOKEN", resolved.refusal().reason());
        }
        stopDeadline();
        ours.open(parameters.number(KnownParameter.MAX_REQUEST_ID).orElse(0));
        link.advance(SessionState.Event.ESTABLISHED);
        String implementation = text(parameters, KnownParameter.MOQT_IMPLEMENTATION);
        link.listener()
                .onEstablished(new PeerSetup(
                        implementation == null ? "" : implementation,
                        link.profile(),
                        path,
                        authority,
                        resolved.tokens()));
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
