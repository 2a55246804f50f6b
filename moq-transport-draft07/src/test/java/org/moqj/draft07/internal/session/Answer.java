package org.moqj.draft07.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.MoqRequestException;
import org.moqj.core.spi.draft.NamespaceListener;

/** The listener of a namespace or prefix, which keeps what it was told. */
final class Answer implements NamespaceListener {

    final List<String> events = new ArrayList<>();
    final List<MoqRequestException> failures = new ArrayList<>();

    @Override
    public void onOk() {
        events.add("ok");
    }

    @Override
    public void onError(MoqRequestException refusal) {
        events.add("error");
        failures.add(refusal);
    }

    @Override
    public void onCancel(MoqRequestException cancelled) {
        events.add("cancel");
        failures.add(cancelled);
    }
}
