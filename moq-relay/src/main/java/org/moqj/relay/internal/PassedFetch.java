package org.moqj.relay.internal;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchWriter;
import org.moqj.core.RangeRequest;
import org.moqj.core.model.MoqObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects of a fetch on their way from a publisher to whoever asked, no faster than they are taken. */
final class PassedFetch implements Flow.Subscriber<MoqObject> {

    private static final Logger LOG = LoggerFactory.getLogger(PassedFetch.class);
    private static final int AHEAD = 64;

    private final FetchWriter writer;
    private final boolean extensionHeaders;
    private final Runnable onOver;
    private Flow.@Nullable Subscription source;

    private PassedFetch(FetchWriter writer, boolean extensionHeaders, Runnable onOver) {
        this.writer = writer;
        this.extensionHeaders = extensionHeaders;
        this.onOver = onOver;
    }

    /** Answers {@code request} with {@code fetch}; runs {@code onOver} when that is through. */
    static void begin(RangeRequest request, Fetch fetch, Runnable onOver) {
        FetchWriter writer = request.accept(fetch.end(), fetch.endOfTrack());
        boolean extensionHeaders = request.session().supports(Feature.EXTENSION_HEADERS);
        fetch.objects().subscribe(new PassedFetch(writer, extensionHeaders, onOver));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(AHEAD);
    }

    @Override
    public void onNext(MoqObject object) {
        writer.write(extensionHeaders ? object : object.withoutExtensionHeaders())
                .whenComplete((nothing, failure) -> next(failure));
    }

    private void next(@Nullable Throwable failure) {
        Flow.Subscription from = source;
        if (from == null) {
            return;
        }
        if (failure == null) {
            from.request(1);
        } else {
            LOG.debug("a fetch is given up: {}", failure.getMessage());
            source = null;
            from.cancel();
            writer.reset();
            onOver.run();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (source != null) {
            source = null;
            writer.reset();
            onOver.run();
        }
    }

    @Override
    public void onComplete() {
        if (source != null) {
            source = null;
            writer.close();
            onOver.run();
        }
    }
}
