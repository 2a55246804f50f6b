package org.moqj.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.CommandException;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TlsOptions;
import org.moqj.core.TransportOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to dial: with which drafts, trusting whom, for how long. */
final class DialOptions {

    @Option(
            names = "--draft",
            paramLabel = "auto|14|07",
            defaultValue = "auto",
            description = "The draft to speak; auto tries the newest first. Default: ${DEFAULT-VALUE}.")
    private String draft = "auto";

    @Option(
            names = "--peer",
            paramLabel = "auto|strict|NAME",
            defaultValue = "auto",
            description = "The peer's known deviations: a profile's name; auto recognises the peer where it can. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String peer = "auto";

    @Option(names = "--tls-root", paramLabel = "FILE", description = "Trust these PEM roots only. Repeatable.")
    private List<Path> roots = List.of();

    @Option(
            names = "--tls-fingerprint",
            paramLabel = "SHA256",
            description = "Trust exactly this certificate: 64 hex digits, colons allowed. Repeatable.")
    private List<String> fingerprints = List.of();

    @Option(
            names = "--tls-disable-verify",
            description = "Trust any certificate: whoever is on the way can read along.")
    private boolean disableVerify;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Our own certificate chain in PEM, for mutual TLS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The private key of --tls-cert in PEM.")
    private @Nullable Path key;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "For connecting and for each request. Default: ${DEFAULT-VALUE}.")
    private double timeout = 10;

    @Mixin(name = "idle")
    private final IdleTimeout idle = new IdleTimeout();

    /** Returns the draft as it was asked for. */
    String draft() {
        return draft;
    }

    boolean isUnverified() {
        return disableVerify;
    }

    Duration timeout() {
        if (!(timeout > 0 && timeout <= 86_400)) {
            throw CommandException.usage("--timeout is more than 0 and at most 86400 seconds", "--timeout 10");
        }
        return Duration.ofNanos(Math.round(timeout * 1e9));
    }

    /** Returns the drafts to speak, in the order of attempts. */
    List<MoqDraft> drafts() {
        return pinnedDraft().map(List::of).orElseGet(MoqDraft::available);
    }

    SessionOptions session(Limits limits) {
        return session(limits, drafts());
    }

    /** Returns how sessions are made that speak {@code drafts}. */
    SessionOptions session(Limits limits, List<MoqDraft> drafts) {
        return sessions(limits, drafts).build();
    }

    /** Begins to describe sessions that speak {@code drafts}. */
    SessionOptions.Builder sessions(Limits limits, List<MoqDraft> drafts) {
        SessionOptions.Builder session = SessionOptions.builder()
                .connectTimeout(timeout())
                .requestTimeout(timeout())
                .limits(limits)
                .drafts(drafts.toArray(MoqDraft[]::new));
        profile().ifPresent(session::peerProfile);
        return session;
    }

    private Optional<MoqDraft> pinnedDraft() {
        if (draft.equals("auto")) {
            return Optional.empty();
        }
        return Optional.of(MoqDraft.available().stream()
                .filter(available -> draft.matches("0*" + available.number()))
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "--draft " + draft + " is not spoken here", "one of auto, " + MoqDraft.available())));
    }

    private Optional<PeerProfile> profile() {
        if (peer.equals("auto")) {
            return Optional.empty();
        }
        String name = peer.toLowerCase(Locale.ROOT);
        return Optional.of(PeerProfile.named(name)
                .or(() -> ofPinnedDraft(name))
                .orElseThrow(() -> CommandException.usage(
                        "--peer " + peer + " is no known profile", "one of auto, " + PeerProfile.known())));
    }

    /** {@code moq-rs} means the one of the draft, where that is known. */
    private Optional<PeerProfile> ofPinnedDraft(String name) {
        return pinnedDraft().flatMap(pinned -> PeerProfile.named(String.format("%s-%02d", name, pinned.number())));
    }

    /** Begins to describe how connections behave below MoQ. */
    TransportOptions.Builder transport() {
        return idle.transport().tls(tls());
    }

    TlsOptions tls() {
        TlsOptions.Builder tls = TlsOptions.builder();
        roots.forEach(tls::rootsFromPem);
        fingerprints.forEach(tls::pinSha256);
        if (disableVerify) {
            tls.insecureDisableVerification();
        }
        identity().ifPresent(tls::identity);
        return tls.build();
    }

    private Optional<TlsIdentity> identity() {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw CommandException.usage(
                    "a certificate and its key belong together", "give both --tls-cert and --tls-key");
        }
        return Optional.of(TlsIdentity.fromPem(certificate, key));
    }
}
