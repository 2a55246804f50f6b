package org.moqj.core.spi.draft;

import org.moqj.core.Feature;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionError;
import org.moqj.core.model.FullTrackName;

/**
 * A session in one draft. Requests may be made once {@link DraftSessionListener#onEstablished} was called; each is sent
 * at once, or as soon as the peer's limit on requests lets it.
 *
 * <p>A request that this draft or peer lacks throws {@link org.moqj.core.UnsupportedFeatureException} and sends
 * nothing. A request that the peer's rules forbid now (a namespace twice, say) throws
 * {@link org.moqj.core.MoqRequestException}. After the session's end every request throws the
 * {@link org.moqj.core.MoqSessionException} that tells of it, also before the listener has heard.
 */
public interface DraftSession {

    /** Returns whether draft and peer have {@code feature}. */
    boolean supports(Feature feature);

    /**
     * Says what would happen if {@code feature} were used, or what to do instead; empty where there is nothing to say.
     * Asked for what is not {@linkplain #supports supported} only.
     */
    String lack(Feature feature);

    /** Returns the profile in force: the given one, or the recognised one once established. */
    PeerProfile profile();

    /**
     * Returns whether the setup was ended as peers end it that speak another draft only: by the end of the control
     * stream, by a close without an error, or with the draft's codes for a version or a message that is not known. False
     * for every other end, and once the session was established.
     */
    boolean peerSpeaksAnotherDraft();

    /** Asks for a track's objects from now on (SUBSCRIBE). */
    SubscribeHandle subscribe(SubscribeRequest request, SubscribeListener listener);

    /** Asks for objects of the past (FETCH). */
    FetchHandle fetch(FetchRequest request, FetchListener listener);

    /** Asks for a track's state (TRACK_STATUS; TRACK_STATUS_REQUEST in draft-07). */
    RequestHandle trackStatus(TrackStatusRequest request, TrackStatusListener listener);

    /** Offers a track (PUBLISH, draft-14). Objects may be sent before the answer where the request forwards. */
    SubscriptionSender publish(PublishRequest request, PublishListener listener);

    /** Offers a namespace (PUBLISH_NAMESPACE; ANNOUNCE in draft-07). */
    NamespaceHandle publishNamespace(NamespaceRequest request, NamespaceListener listener);

    /**
     * Asks to be told of the namespaces under a prefix (SUBSCRIBE_NAMESPACE; SUBSCRIBE_ANNOUNCES in draft-07). What
     * matches arrives at {@link DraftSessionListener#onPublishNamespace}, like every other namespace.
     */
    RequestHandle subscribeNamespace(NamespaceRequest request, RequestListener listener);

    /**
     * Asks the peer to move to another session (GOAWAY).
     *
     * @param newUri where to; empty for where it is now
     */
    void goaway(String newUri);

    /** Ends the session with the draft's code for {@code error}. {@code onClosed} follows. No effect when it is over. */
    void close(SessionError error, String reason);

    /** Ends the session with {@code code} as it is. */
    void close(long code, String reason);

    /** Names a stream code of this draft: its name, or its hex number. */
    String streamCodeName(long code);

    /** What a request asks for, for messages: {@code SUBSCRIBE a/b}. */
    static String describe(String message, FullTrackName track) {
        return message + " " + org.moqj.core.PeerText.shown(track.toString());
    }
}
