package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.MoqRequestException;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchListener;

/** What becomes of a fetch, and what it brings. */
final class FetchRecorder extends StreamRecorder implements FetchListener {

    final List<FetchGranted> granted = new ArrayList<>();
    final List<MoqRequestException> errors = new ArrayList<>();

    @Override
    public void onOk(FetchGranted grant) {
        granted.add(grant);
    }

    @Override
    public void onError(MoqRequestException refusal) {
        errors.add(refusal);
    }
}
