package org.moqj.cli.bench;

import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.TlsOptions;
import org.moqj.relay.MoqRelay;
import org.moqj.relay.SelfSignedCertificate;

/** The relay's process: relays on loopback, and stays until the bench has what it wants. */
public final class RelayWorker {

    private final Dialogue bench;
    private final Stop stop;

    /** Prepares to relay. */
    public RelayWorker(Dialogue bench, Stop stop) {
        this.bench = bench;
        this.stop = stop;
    }

    /** Relays for who dials with {@code scheme}. */
    public void run(String scheme) {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (MoqRelay relay = stop.await(MoqRelay.builder(certificate.identity())
                .transport(Venue.transport(TlsOptions.systemRoots()))
                .start())) {
            bench.say(
                    JsonLines.object().put("url", relay.url(scheme).toString()).put("pin", certificate.sha256()));
            bench.hear("go");
            Usage before = Usage.now();
            bench.hear("end");
            bench.say(Usage.now().since(before).json());
        }
    }
}
