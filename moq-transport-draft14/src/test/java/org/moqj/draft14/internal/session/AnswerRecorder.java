package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.MoqRequestException;
import org.moqj.core.spi.draft.NamespaceListener;

/** The answer to a request, and what takes it back. */
final class AnswerRecorder implements NamespaceListener {

    final List<MoqRequestException> errors = new ArrayList<>();
    final List<MoqRequestException> cancels = new ArrayList<>();
    int oks;

    @Override
    public void onOk() {
        oks++;
    }

    @Override
    public void onError(MoqRequestException refusal) {
        errors.add(refusal);
    }

    @Override
    public void onCancel(MoqRequestException cancelled) {
        cancels.add(cancelled);
    }
}
