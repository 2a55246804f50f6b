package org.moqj.tests.fuzz;

import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.moqj.core.MoqGroup;
import org.moqj.core.model.MoqObject;

/** Takes groups as they come, and all of their objects. */
final class GroupTaker implements Flow.Subscriber<MoqGroup> {

    private final Consumer<MoqObject> objects;

    GroupTaker(Consumer<MoqObject> objects) {
        this.objects = objects;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(MoqGroup group) {
        group.objects().forEach(objects);
    }

    @Override
    public void onError(Throwable error) {
        Promise.that(error.getMessage() != null, "an error says what happened");
    }

    @Override
    public void onComplete() {
        // the track is over
    }
}
