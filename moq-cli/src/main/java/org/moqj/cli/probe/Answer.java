package org.moqj.cli.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqException;
import org.moqj.core.MoqTransportException;
import org.moqj.core.PeerText;
import org.moqj.core.SessionInfo;
import org.moqj.core.TlsOptions.Trust;

/**
 * What came of an attempt.
 *
 * @param attempt what was tried
 * @param took how long it took until there was a session, or none
 * @param session the session; null where there is none
 * @param failure why there is none; null where there is one
 * @param certificate the server's certificate, where it is known
 */
public record Answer(
        Attempt attempt,
        Duration took,
        @Nullable SessionInfo session,
        @Nullable Throwable failure,
        Optional<ShownCertificate> certificate) {

    /** Returns what is known of an attempt that became a session. */
    public static Answer of(Attempt attempt, Duration took, SessionInfo session, Trust trust) {
        return new Answer(
                attempt,
                took,
                session,
                null,
                session.peerCertificate().map(shown -> ShownCertificate.accepted(shown, trust)));
    }

    /** Returns what is known of an attempt that failed. */
    public static Answer of(Attempt attempt, Duration took, Throwable failure) {
        Throwable why = ErrorReport.unwrap(failure);
        Optional<ShownCertificate> certificate = why instanceof MoqTransportException transport
                ? transport
                        .peerCertificate()
                        .map(shown -> ShownCertificate.refused(shown, String.valueOf(why.getMessage())))
                : Optional.empty();
        return new Answer(attempt, took, null, why, certificate);
    }

    /** Returns whether the server speaks what was tried. */
    public boolean isYes() {
        return session != null;
    }

    /** Returns how far the attempt came; the end where there is a session. */
    public FailurePhase phase() {
        return failure instanceof MoqException moq ? moq.phase() : FailurePhase.REQUEST;
    }

    /** Returns this in a line for people. */
    public String line() {
        return String.format("%-12s  %s  ", attempt.transport(), attempt.draft()) + outcome();
    }

    private String outcome() {
        if (session != null) {
            String peer = session.peerImplementation();
            return "answers in " + took.toMillis() + " ms" + (peer.isEmpty() ? "" : ", " + PeerText.shown(peer))
                    + ", peer profile " + session.peerProfile();
        }
        ErrorReport report = report();
        return "fails after " + took.toMillis() + " ms (" + report.where() + "): " + report.what();
    }

    /** Returns why there is no session. */
    public ErrorReport report() {
        return ErrorReport.of(failure == null ? new IllegalStateException("there is a session") : failure);
    }

    /** Returns this as JSON. */
    public ObjectNode json() {
        ObjectNode json = JsonLines.object()
                .put("transport", attempt.transport())
                .put("draft", attempt.draft().number())
                .put("answers", isYes())
                .put("ms", took.toMillis());
        if (session == null) {
            json.put("error", report().what()).put("where", report().where());
        } else {
            json.put("peer", session.peerImplementation())
                    .put("peer_profile", session.peerProfile().name())
                    .put("remote", String.valueOf(session.remote()));
        }
        certificate.ifPresent(shown -> json.set("certificate", shown.json()));
        return json;
    }
}
