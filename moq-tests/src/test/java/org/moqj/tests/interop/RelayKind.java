package org.moqj.tests.interop;

import java.nio.file.Path;
import org.moqj.core.MoqDraft;
import org.moqj.relay.MoqRelay;
import org.moqj.tests.peers.AiomoqtRelay;
import org.moqj.tests.peers.RelayPeer;
import org.moqj.tests.peers.TestCertificate;

/** The relays that the cases of {@code moqj interop} are played against. */
enum RelayKind {
    MOQ_RS_07("moq-rs-07", "`moq-relay-ietf` 0.7.4 of moq-rs", MoqDraft.DRAFT_07),
    MOQ_RS_14("moq-rs-14", "`moq-relay-ietf` 0.7.19 of moq-rs", MoqDraft.DRAFT_14),
    AIOMOQT_14("aiomoqt-14", "`moq-interop-relay` of aiomoqt 0.13.3", MoqDraft.DRAFT_14),
    MOQJ_07("moqj-07", "`moq-relay` of MoQJ", MoqDraft.DRAFT_07),
    MOQJ_14("moqj-14", "`moq-relay` of MoQJ", MoqDraft.DRAFT_14);

    private final String label;
    private final String description;
    private final MoqDraft draft;

    RelayKind(String label, String description, MoqDraft draft) {
        this.label = label;
        this.description = description;
        this.draft = draft;
    }

    /** A relay that runs. */
    interface Running extends AutoCloseable {

        /** Returns its URL with {@code scheme} (https or moqt). */
        String url(String scheme);

        @Override
        void close();
    }

    /** Starts one, with a log and other files in {@code folder}. */
    Running start(TestCertificate certificate, Path folder) {
        return switch (this) {
            case MOQ_RS_07 -> moqRs(RelayPeer.start("07", certificate, folder));
            case MOQ_RS_14 -> moqRs(RelayPeer.start("14", certificate, folder));
            case AIOMOQT_14 -> aiomoqt(AiomoqtRelay.start(certificate));
            case MOQJ_07, MOQJ_14 ->
                moqj(MoqRelay.builder(certificate.identity()).start().join());
        };
    }

    private static Running moqRs(RelayPeer relay) {
        return running(relay::url, relay::close);
    }

    private static Running aiomoqt(AiomoqtRelay relay) {
        return running(relay::url, relay::close);
    }

    private static Running moqj(MoqRelay relay) {
        return running(scheme -> relay.url(scheme).toString(), relay::close);
    }

    private static Running running(java.util.function.UnaryOperator<String> url, Runnable close) {
        return new Running() {
            @Override
            public String url(String scheme) {
                return url.apply(scheme);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    /** Returns what the list of deviations calls it. */
    String label() {
        return label;
    }

    /** Returns what people call it. */
    String description() {
        return description;
    }

    MoqDraft draft() {
        return draft;
    }
}
