package org.moqj.draft14.internal.session;

import java.util.List;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.PublishListener;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.PublishOk;

/** A PUBLISH of ours: offers the track that its {@link Publication} serves. Confined to the session's event loop. */
final class OfferedTrack implements OutgoingRequests.Request {

    private final Link link;
    private final OfferedTracks all;
    private final Publication publication;
    private final PublishRequest request;
    private final PublishListener listener;

    OfferedTrack(
            Link link, OfferedTracks all, Publication publication, PublishRequest request, PublishListener listener) {
        this.link = link;
        this.all = all;
        this.publication = publication;
        this.request = request;
        this.listener = listener;
    }

    Publication publication() {
        return publication;
    }

    @Override
    public ControlMessage message(long id) {
        return new Publish(
                id,
                request.track(),
                publication.trackAlias(),
                order(request.groupOrder()),
                request.largest(),
                request.forward(),
                ParameterLists.empty()
                        .time(KnownParameter.DELIVERY_TIMEOUT, request.deliveryTimeout())
                        .tokens(request.tokens())
                        .time(KnownParameter.MAX_CACHE_DURATION, request.maxCacheDuration())
                        .build());
    }

    static GroupOrder order(GroupOrder wanted) {
        return wanted == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
    }

    @Override
    public void sent(long id) {
        publication.sent(id);
        all.sent(this);
    }

    void onOk(PublishOk ok) throws ProtocolViolation {
        if (ok.filter().isInverted()) {
            throw ProtocolViolation.invalid("End Group", "before the start: " + ok.filter());
        }
        if (!publication.onOk() || link.isOver()) {
            return;
        }
        LocationRange range = ok.filter().range(request.largest());
        publication.agreed(ok.subscriberPriority(), ok.groupOrder(), ok.filter(), request.largest(), range, range);
        listener.onOk(
                new SubscribeRequest(
                        request.track(),
                        ok.subscriberPriority(),
                        ok.groupOrder(),
                        ok.forward(),
                        Filters.toCore(ok.filter()),
                        ParameterLists.time(ok.parameters(), KnownParameter.DELIVERY_TIMEOUT),
                        List.of()),
                range);
    }

    void onError(PublishError error) throws ProtocolViolation {
        if (publication.onError()) {
            listener.onError(RequestCodes.PUBLISH.refused(
                    DraftSession.describe("PUBLISH", request.track()), error.errorCode(), error.errorReason()));
        }
    }
}
