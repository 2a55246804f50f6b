package org.moqj.cli;

import java.time.Duration;
import java.util.List;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whom to dial, and how. */
final class ConnectOptions {

    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = {
                "https://host[:port][/path] for WebTransport,",
                "moqt://host[:port][/path] for raw QUIC (quic:// means the same)."
            })
    private String url = "";

    @Mixin
    private final DialOptions dial = new DialOptions();

    String url() {
        return url;
    }

    DialOptions dial() {
        return dial;
    }

    Duration timeout() {
        return dial.timeout();
    }

    /** Returns the drafts to speak, in the order of attempts. */
    List<MoqDraft> drafts() {
        return dial.drafts();
    }

    /** Returns how sessions are made that speak {@code drafts}. */
    SessionOptions session(Limits limits, List<MoqDraft> drafts) {
        return dial.session(limits, drafts);
    }

    TlsOptions tls() {
        return dial.tls();
    }
}
