package org.moqj.tests.fuzz;

import org.moqj.core.MoqDraft;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.transport.TransportKind;

/** What a run is like, in the bits of one byte. */
record SessionSetting(int bits) {

    private static final Conditions NARROW =
            Conditions.GENEROUS.withStreamWindow(200).withMaxUniStreams(2);

    boolean serverUnderTest() {
        return (bits & 1) != 0;
    }

    TransportKind kind() {
        return (bits & 2) != 0 ? TransportKind.WEBTRANSPORT : TransportKind.QUIC;
    }

    boolean peerSendsSetup() {
        return (bits & 4) == 0;
    }

    boolean moqRs() {
        return (bits & 8) != 0;
    }

    /** Returns how narrow the path is, and in how small pieces it delivers. */
    Conditions conditions() {
        Conditions width = (bits & 16) != 0 ? NARROW : Conditions.GENEROUS;
        return (bits & 32) != 0 ? width.withChunk(3) : width;
    }

    boolean endsGracefully() {
        return (bits & 64) != 0;
    }

    /** Returns the options of the session under test. */
    SessionOptions options(MoqDraft draft, SessionHandler handler) {
        SessionOptions.Builder options = SessionOptions.builder()
                .drafts(draft)
                .limits(SessionTarget.LIMITS)
                .handler(handler);
        if (moqRs()) {
            options.peerProfile(draft.equals(MoqDraft.DRAFT_07) ? PeerProfile.MOQ_RS_07 : PeerProfile.MOQ_RS_14);
        }
        return options.build();
    }
}
