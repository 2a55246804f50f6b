package org.moqj.core.internal;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionError;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.draft.PublishListener;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportSession;

/** A draft without a wire: writes down what core asks, and lets a test play the peer. */
final class FakeDraft implements DraftProtocol, DraftSession {

    final List<String> log = new ArrayList<>();
    final List<List<AuthToken>> tokens = new ArrayList<>();
    final List<SubscriptionUpdate> updates = new ArrayList<>();
    final List<SubscribeListener> subscribes = new ArrayList<>();
    final List<NamespaceListener> namespaces = new ArrayList<>();
    final List<RequestListener> discoveries = new ArrayList<>();
    final List<FetchListener> fetches = new ArrayList<>();
    final Set<Feature> lacking = EnumSet.noneOf(Feature.class);
    private final MoqDraft draft;
    private final long setupType;
    private @Nullable TransportHandler onTransport;
    private @Nullable ReceiveStreamHandler onControl;
    private @Nullable RuntimeException failure;

    @Nullable
    DraftSessionListener listener;

    @Nullable
    BidiStream control;

    byte[] received = {};

    @Nullable
    DraftOptions options;

    List<String> protocols = List.of("moq-00");

    /** Whether its setup has a place for tokens. */
    boolean takesSetupTokens = true;

    /** Whether a setup that ends ends as with a peer of another draft. */
    boolean speaksAnother;

    /** What a request fails with; null makes it. */
    @Nullable
    RuntimeException requestFailure;

    FakeDraft(MoqDraft draft, long setupType) {
        this.draft = draft;
        this.setupType = setupType;
    }

    /** Has a server session take its transport's events to {@code handler}. */
    void handle(TransportHandler handler) {
        onTransport = handler;
    }

    /** Has a server session take what follows on its control stream to {@code handler}. */
    void handleControl(ReceiveStreamHandler handler) {
        onControl = handler;
    }

    /** Has a session fail to begin. */
    void failToBegin(RuntimeException how) {
        failure = how;
    }

    void establish() {
        listener.onEstablished(new PeerSetup("fake", PeerProfile.STRICT, "/", "", List.of()));
    }

    // ---- the protocol

    @Override
    public MoqDraft draft() {
        return draft;
    }

    @Override
    public List<String> applicationProtocols() {
        return protocols;
    }

    @Override
    public boolean recognises(String applicationProtocol, long clientSetupType) {
        return clientSetupType == setupType;
    }

    @Override
    public boolean takesSetupTokens() {
        return takesSetupTokens;
    }

    @Override
    public DraftSession startClient(TransportSession transport, DraftOptions given, DraftSessionListener told) {
        if (failure != null) {
            throw failure;
        }
        log.add("start client");
        options = given;
        listener = told;
        return this;
    }

    @Override
    public DraftSession startServer(
            TransportSession transport,
            BidiStream controlStream,
            ByteBuf bytes,
            DraftOptions given,
            DraftSessionListener told) {
        if (failure != null) {
            throw failure;
        }
        options = given;
        listener = told;
        control = controlStream;
        received = new byte[bytes.readableBytes()];
        bytes.getBytes(bytes.readerIndex(), received);
        if (onTransport != null) {
            transport.setHandler(onTransport);
        }
        if (onControl != null) {
            controlStream.receive().start(onControl);
        }
        return this;
    }

    @Override
    public WireInspector inspector() {
        throw new UnsupportedOperationException("There is no wire");
    }

    // ---- the session

    @Override
    public String lack(Feature feature) {
        return "the fake has no " + feature;
    }

    @Override
    public boolean peerSpeaksAnotherDraft() {
        return speaksAnother;
    }

    @Override
    public boolean supports(Feature feature) {
        return !lacking.contains(feature);
    }

    @Override
    public PeerProfile profile() {
        return PeerProfile.STRICT;
    }

    @Override
    public SubscribeHandle subscribe(SubscribeRequest request, SubscribeListener told) {
        if (requestFailure != null) {
            throw requestFailure;
        }
        log.add("subscribe " + request.track());
        tokens.add(request.tokens());
        subscribes.add(told);
        return new SubscribeHandle() {
            @Override
            public LocationRange range() {
                return LocationRange.from(Location.ZERO);
            }

            @Override
            public void update(SubscriptionUpdate update) {
                log.add("update " + request.track());
                updates.add(update);
            }

            @Override
            public void cancel() {
                log.add("unsubscribe " + request.track());
            }
        };
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener told) {
        log.add("fetch");
        tokens.add(request.tokens());
        fetches.add(told);
        return new FetchHandle() {
            @Override
            public void setReading(boolean reading) {
                log.add("reading " + reading);
            }

            @Override
            public void cancel() {
                log.add("cancel fetch");
            }
        };
    }

    @Override
    public RequestHandle trackStatus(TrackStatusRequest request, TrackStatusListener told) {
        log.add("status " + request.track());
        tokens.add(request.tokens());
        return () -> log.add("cancel status");
    }

    @Override
    public SubscriptionSender publish(PublishRequest request, PublishListener told) {
        throw new UnsupportedOperationException("Not asked for in these tests");
    }

    @Override
    public NamespaceHandle publishNamespace(NamespaceRequest request, NamespaceListener told) {
        log.add("publish namespace " + request.namespace());
        tokens.add(request.tokens());
        namespaces.add(told);
        return () -> log.add("withdraw " + request.namespace());
    }

    @Override
    public RequestHandle subscribeNamespace(NamespaceRequest request, RequestListener told) {
        log.add("follow " + request.namespace());
        tokens.add(request.tokens());
        discoveries.add(told);
        return () -> log.add("unfollow " + request.namespace());
    }

    @Override
    public void goaway(String newUri) {
        log.add("goaway " + newUri);
    }

    @Override
    public void close(SessionError error, String reason) {
        log.add("close " + error);
    }

    @Override
    public void close(long code, String reason) {
        log.add("close " + code);
    }

    @Override
    public String streamCodeName(long code) {
        return "0x" + Long.toHexString(code);
    }
}
