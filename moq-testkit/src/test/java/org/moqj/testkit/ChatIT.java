package org.moqj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.moqj.core.MoqDraft;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;

class ChatIT {
    @RegisterExtension
    static final MoqRelayExtension RELAY = MoqRelayExtension.create();

    @Test
    void benHearsAna() {
        CompletableFuture<String> heard = new CompletableFuture<>();
        TrackPublisher ana = RELAY.publish(FullTrackName.of("chat", "ana"));
        RELAY.connect(MoqDraft.DRAFT_07).subscribe(ana.name()).join().forEach(object -> heard.complete(object.text()));
        ana.nextGroup().write("hello");
        assertEquals("hello", heard.orTimeout(5, TimeUnit.SECONDS).join());
    }
}
