package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.spi.draft.PublishListener;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.PublishOk;

/** The tracks that we offer (draft-14, sections 9.13 to 9.15). Confined to the session's event loop. */
final class OfferedTracks {

    private final Link link;
    private final OutgoingRequests requests;
    private final Publications publications;
    private final Map<Long, OfferedTrack> unanswered = new HashMap<>();

    OfferedTracks(Link link, OutgoingRequests requests, Publications publications) {
        this.link = link;
        this.requests = requests;
        this.publications = publications;
    }

    SubscriptionSender offer(PublishRequest request, PublishListener listener) {
        Publication publication = publications.offered(request.track(), listener);
        OfferedTrack offer = new OfferedTrack(link, this, publication, request, listener);
        publication.whenWithdrawn(() -> requests.withdraw(offer));
        requests.submit(offer);
        return publication;
    }

    void sent(OfferedTrack offer) {
        unanswered.put(offer.publication().requestId(), offer);
        publications.sent(offer.publication());
    }

    void onOk(PublishOk ok) throws ProtocolViolation {
        OfferedTrack offer = unanswered.remove(ok.requestId());
        if (offer == null) {
            requests.unexpectedAnswer("PUBLISH_OK", ok.requestId());
        } else {
            offer.onOk(ok);
        }
    }

    void onError(PublishError error) throws ProtocolViolation {
        OfferedTrack offer = unanswered.remove(error.requestId());
        if (offer == null) {
            requests.unexpectedAnswer("PUBLISH_ERROR", error.requestId());
        } else {
            offer.onError(error);
        }
    }
}
