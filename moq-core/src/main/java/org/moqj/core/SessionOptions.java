package org.moqj.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How sessions are made and run. Immutable. */
public final class SessionOptions {

    private final List<MoqDraft> drafts;
    private final Optional<PeerProfile> peerProfile;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration closeTimeout;
    private final Limits limits;
    private final String implementation;
    private final SessionHandler handler;
    private final SessionListener listener;
    private final List<AuthToken> tokens;
    private final Optional<TokenProvider> tokenProvider;

    private SessionOptions(Builder builder) {
        this.drafts = builder.drafts;
        this.peerProfile = builder.peerProfile;
        this.connectTimeout = builder.connectTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.closeTimeout = builder.closeTimeout;
        this.limits = builder.limits;
        this.implementation = builder.implementation;
        this.handler = builder.handler;
        this.listener = builder.listener;
        this.tokens = builder.tokens;
        this.tokenProvider = builder.tokenProvider;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the defaults. */
    public static SessionOptions defaults() {
        return builder().build();
    }

    /** Returns the drafts to speak, in the order of attempts; default {@link MoqDraft#available()}. */
    public List<MoqDraft> drafts() {
        return drafts;
    }

    /** Returns the peer's profile; empty (the default) recognises the peer where it can. */
    public Optional<PeerProfile> peerProfile() {
        return peerProfile;
    }

    /** Returns how long dialling and setup may take together; default 10 s. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Returns how long the peer may take to answer a request, and the handler to answer the peer's; default 10 s. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** Returns how long a graceful end may take before the rest is cut off; default 2 s. */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** Returns what a peer can make this end hold. */
    public Limits limits() {
        return limits;
    }

    /** Returns what this end calls itself towards peers; default {@code MoQJ} with its version. */
    public String implementation() {
        return implementation;
    }

    /** Returns what answers the peer's requests; by default they are refused. */
    public SessionHandler handler() {
        return handler;
    }

    /** Returns what is told of the session's life. */
    public SessionListener listener() {
        return listener;
    }

    /**
     * Returns the tokens sent with the setup. A client that has some does not connect to a peer of draft-07, whose setup
     * carries none: it fails with {@link UnsupportedFeatureException}. A server sends them where the draft has them.
     */
    public List<AuthToken> tokens() {
        return tokens;
    }

    /** Returns what gives the tokens of requests, and of the setup where {@link #tokens()} has none. */
    public Optional<TokenProvider> tokenProvider() {
        return tokenProvider;
    }

    /** Collects {@link SessionOptions}. Not thread-safe. */
    public static final class Builder {

        private List<MoqDraft> drafts = MoqDraft.available();
        private Optional<PeerProfile> peerProfile = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration closeTimeout = Duration.ofSeconds(2);
        private Limits limits = Limits.defaults();
        private String implementation = Library.NAME_AND_VERSION;
        private SessionHandler handler = SessionHandler.refuseAll();
        private SessionListener listener = new SessionListener() {};
        private List<AuthToken> tokens = List.of();
        private Optional<TokenProvider> tokenProvider = Optional.empty();

        private Builder() {}

        /**
         * See {@link SessionOptions#drafts()}.
         *
         * @throws IllegalArgumentException where none is given, or one is not available here
         */
        public Builder drafts(MoqDraft... drafts) {
            List<MoqDraft> wanted = List.of(drafts);
            if (wanted.isEmpty() || !MoqDraft.available().containsAll(wanted)) {
                throw new IllegalArgumentException(
                        "Not among the available drafts " + MoqDraft.available() + ": " + wanted);
            }
            this.drafts = wanted;
            return this;
        }

        /** See {@link SessionOptions#peerProfile()}. */
        public Builder peerProfile(PeerProfile profile) {
            this.peerProfile = Optional.of(profile);
            return this;
        }

        /** See {@link SessionOptions#connectTimeout()}. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = Checks.positive(timeout, "connectTimeout");
            return this;
        }

        /** See {@link SessionOptions#requestTimeout()}. */
        public Builder requestTimeout(Duration timeout) {
            this.requestTimeout = Checks.positive(timeout, "requestTimeout");
            return this;
        }

        /** See {@link SessionOptions#closeTimeout()}. */
        public Builder closeTimeout(Duration timeout) {
            this.closeTimeout = Checks.positive(timeout, "closeTimeout");
            return this;
        }

        /** See {@link SessionOptions#limits()}. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** See {@link SessionOptions#implementation()}. */
        public Builder implementation(String implementation) {
            this.implementation = implementation;
            return this;
        }

        /** See {@link SessionOptions#handler()}. */
        public Builder handler(SessionHandler handler) {
            this.handler = handler;
            return this;
        }

        /** See {@link SessionOptions#listener()}. */
        public Builder listener(SessionListener listener) {
            this.listener = listener;
            return this;
        }

        /** See {@link SessionOptions#tokens()}. */
        public Builder tokens(List<AuthToken> tokens) {
            this.tokens = List.copyOf(tokens);
            return this;
        }

        /** See {@link SessionOptions#tokenProvider()}. */
        public Builder tokenProvider(TokenProvider provider) {
            this.tokenProvider = Optional.of(provider);
            return this;
        }

        /** Returns the options. */
        public SessionOptions build() {
            return new SessionOptions(this);
        }
    }
}
