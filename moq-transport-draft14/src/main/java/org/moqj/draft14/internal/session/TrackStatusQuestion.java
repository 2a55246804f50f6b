package org.moqj.draft14.internal.session;

import java.time.Duration;
import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.IncomingTrackStatus;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.ReasonPhrase;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.TrackStatusError;
import org.moqj.draft14.internal.message.TrackStatusOk;

/** A TRACK_STATUS of the peer. Confined to the session's event loop. */
final class TrackStatusQuestion implements IncomingTrackStatus {

    private final Link link;
    private final IncomingRequests requests;
    private final Subscribe message;
    private final List<AuthToken> tokens;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        ANSWERED
    }

    TrackStatusQuestion(Link link, IncomingRequests requests, Subscribe message, List<AuthToken> tokens) {
        this.link = link;
        this.requests = requests;
        this.message = message;
        this.tokens = tokens;
    }

    @Override
    public FullTrackName track() {
        return message.track();
    }

    @Override
    public List<AuthToken> tokens() {
        return tokens;
    }

    @Override
    public void accept(TrackStatus status) {
        if (status.state() == TrackStatus.State.DOES_NOT_EXIST) {
            reject(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, ""));
        } else if (answers()) {
            GroupOrder order =
                    message.groupOrder() == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
            link.send(new TrackStatusOk(new SubscribeOk(
                    message.requestId(),
                    0,
                    status.expires().map(Duration::toMillis).orElse(0L),
                    order,
                    status.largest(),
                    Parameters.NONE)));
        }
    }

    @Override
    public void reject(Refusal refusal) {
        if (answers()) {
            refuse(link, message.requestId(), refusal);
        }
    }

    private boolean answers() {
        if (state != State.OPEN || link.isOver()) {
            return false;
        }
        state = State.ANSWERED;
        requests.finished();
        return true;
    }

    static void refuse(Link link, long requestId, Refusal refusal) {
        link.send(new TrackStatusError(new SubscribeError(
                requestId, RequestCodes.TRACK_STATUS.code(refusal), ReasonPhrase.of(refusal.reason()))));
    }
}
