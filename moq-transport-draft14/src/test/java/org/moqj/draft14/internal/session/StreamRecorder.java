package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupReceiver;

/** What arrives on one stream. */
class StreamRecorder implements SubgroupReceiver {

    final List<MoqObject> objects = new ArrayList<>();
    final List<StreamEnd> ends = new ArrayList<>();

    @Override
    public void onObject(MoqObject object) {
        objects.add(object);
    }

    @Override
    public void onEnd(StreamEnd end) {
        ends.add(end);
    }

    /** Returns the payloads as text. */
    List<String> texts() {
        return objects.stream().map(MoqObject::text).toList();
    }
}
