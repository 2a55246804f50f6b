package org.moqj.cli.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import org.moqj.relay.MoqRelay;
import org.moqj.relay.SelfSignedCertificate;

/** A relay on loopback, and a publisher that has dialled it: whoever dials too may subscribe to its tracks. */
final class Stage implements AutoCloseable {

    private final MoqRelay relay;
    private final SelfSignedCertificate certificate;
    private final List<MoqClient> clients = new ArrayList<>();

    private Stage(MoqRelay relay, SelfSignedCertificate certificate) {
        this.relay = relay;
        this.certificate = certificate;
    }

    /** Opens a stage on a free port. */
    static Stage open(Stop stop) {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        return new Stage(stop.await(MoqRelay.builder(certificate.identity()).start()), certificate);
    }

    /** Dials the relay. The session ends with the stage. */
    MoqSession dial(String scheme, MoqDraft draft, Stop stop) {
        MoqClient client = MoqClient.builder()
                .tls(TlsOptions.builder().pinSha256(sha256()).build())
                .session(SessionOptions.builder().drafts(draft).build())
                .build();
        clients.add(client);
        return stop.await(client.connect(url(scheme)));
    }

    /** Returns where to dial. */
    URI url(String scheme) {
        return relay.url(scheme);
    }

    /** Returns the SHA-256 of its certificate. */
    String sha256() {
        return certificate.sha256();
    }

    @Override
    public void close() {
        clients.forEach(MoqClient::close);
        relay.close();
    }
}
