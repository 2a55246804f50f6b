package org.moqj.draft07.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;

/** A subscription's listener that keeps what it was told, and checks the order in which it is told. */
final class Recorder implements SubscribeListener {

    final List<SubscriptionGranted> granted = new ArrayList<>();
    final List<MoqRequestException> errors = new ArrayList<>();
    final List<SubscriptionDone> done = new ArrayList<>();
    final List<SubgroupHeader> headers = new ArrayList<>();
    final List<IncomingStream> streams = new ArrayList<>();
    final List<MoqObject> objects = new ArrayList<>();
    final List<MoqObject> datagrams = new ArrayList<>();
    final List<StreamEnd> ends = new ArrayList<>();
    Runnable whenObject = () -> {};

    @Override
    public void onOk(SubscriptionGranted grant) {
        requireLive();
        granted.add(grant);
    }

    @Override
    public void onError(MoqRequestException refusal) {
        requireLive();
        errors.add(refusal);
    }

    @Override
    public void onDone(SubscriptionDone end) {
        requireLive();
        done.add(end);
    }

    @Override
    public SubgroupReceiver onSubgroup(SubgroupHeader header, IncomingStream stream) {
        requireGranted();
        headers.add(header);
        streams.add(stream);
        return new SubgroupReceiver() {
            private boolean over;

            @Override
            public void onObject(MoqObject object) {
                requireGranted();
                if (over) {
                    throw new AssertionError("An object after its stream's end");
                }
                objects.add(object);
                whenObject.run();
            }

            @Override
            public void onEnd(StreamEnd end) {
                requireGranted();
                if (over) {
                    throw new AssertionError("A second end");
                }
                over = true;
                ends.add(end);
            }
        };
    }

    @Override
    public void onDatagram(MoqObject object, boolean endOfGroup) {
        requireGranted();
        datagrams.add(object);
    }

    List<String> texts() {
        return objects.stream().map(MoqObject::text).toList();
    }

    private void requireGranted() {
        requireLive();
        if (granted.isEmpty()) {
            throw new AssertionError("Data before onOk");
        }
    }

    private void requireLive() {
        if (!errors.isEmpty() || !done.isEmpty()) {
            throw new AssertionError("Told after the end");
        }
    }
}
