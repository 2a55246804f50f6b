package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.SessionOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.core.testing.InMemoryTransport;
import org.moqj.core.testing.VirtualTime;

/** Attempts to connect that fail before anything reached the peer. */
class DiallingTest {

    @Test
    void failsAndClosesWhereTheSetupCannotBeSent() {
        VirtualTime time = new VirtualTime();
        InMemoryTransport.Pair pair = InMemoryTransport.pair(time);
        TransportHandler server = mock(TransportHandler.class);
        pair.server().setHandler(server);
        TransportProvider provider = mock(TransportProvider.class);
        when(provider.connect(any())).thenReturn(CompletableFuture.completedFuture(pair.client()));
        DraftProtocol draft = mock(DraftProtocol.class);
        when(draft.draft()).thenReturn(MoqDraft.DRAFT_14);
        when(draft.applicationProtocols()).thenReturn(List.of("moq-00"));
        when(draft.startClient(any(), any(), any()))
                .thenThrow(new IllegalArgumentException("CLIENT_SETUP would have 70064 bytes"));

        CompletableFuture<MoqSession> connecting = new Dialling(
                        provider, URI.create("moqt://localhost/"), SessionOptions.defaults(), time, List.of(draft))
                .start(session -> {});
        time.run();

        assertThat(connecting).isCompletedExceptionally();
        assertThat(connecting.handle((session, error) -> error).join())
                .isInstanceOfSatisfying(MoqSessionException.class, error -> assertThat(error.phase())
                        .isEqualTo(FailurePhase.SETUP))
                .hasMessageContaining("70064 bytes");
        verify(server).onClosed(any());
    }
}
