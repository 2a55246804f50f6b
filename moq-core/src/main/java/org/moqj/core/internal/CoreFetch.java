package org.moqj.core.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.moqj.core.Fetch;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;

/** The user's end of a fetch. Thread-safe. */
public final class CoreFetch implements Fetch {

    private final FetchGranted granted;
    private final ObjectSource source;

    CoreFetch(FetchGranted granted, ObjectSource source) {
        this.granted = granted;
        this.source = source;
    }

    @Override
    public GroupOrder groupOrder() {
        return granted.groupOrder();
    }

    @Override
    public boolean endOfTrack() {
        return granted.endOfTrack();
    }

    @Override
    public Location end() {
        return granted.end();
    }

    @Override
    public Flow.Publisher<MoqObject> objects() {
        return subscriber -> source.read(subscriber, ArrivalOrder.forReader());
    }

    @Override
    public CompletableFuture<Void> forEach(Consumer<? super MoqObject> consumer) {
        return source.forEach(consumer);
    }

    @Override
    public void close() {
        source.close();
    }
}
