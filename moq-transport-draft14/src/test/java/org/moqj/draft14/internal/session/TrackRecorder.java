package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;

/** What becomes of a subscription, and what arrives on it. */
final class TrackRecorder implements SubscribeListener {

    final List<SubscriptionGranted> granted = new ArrayList<>();
    final List<MoqRequestException> errors = new ArrayList<>();
    final List<SubscriptionDone> done = new ArrayList<>();
    final List<SubgroupHeader> headers = new ArrayList<>();
    final List<IncomingStream> handles = new ArrayList<>();
    final List<StreamRecorder> streams = new ArrayList<>();
    final List<MoqObject> datagrams = new ArrayList<>();
    final List<Boolean> datagramEndsGroup = new ArrayList<>();
    Runnable whenGranted = () -> {};
    Consumer<IncomingStream> whenStreamBegins = stream -> {};

    @Override
    public void onOk(SubscriptionGranted grant) {
        granted.add(grant);
        whenGranted.run();
    }

    @Override
    public void onError(MoqRequestException refusal) {
        errors.add(refusal);
    }

    @Override
    public void onDone(SubscriptionDone end) {
        done.add(end);
    }

    @Override
    public SubgroupReceiver onSubgroup(SubgroupHeader header, IncomingStream stream) {
        headers.add(header);
        handles.add(stream);
        StreamRecorder recorder = new StreamRecorder();
        streams.add(recorder);
        whenStreamBegins.accept(stream);
        return recorder;
    }

    @Override
    public void onDatagram(MoqObject object, boolean endOfGroup) {
        datagrams.add(object);
        datagramEndsGroup.add(endOfGroup);
    }
}
