package org.moqj.draft14.internal.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters a message may have (draft-14, sections 9.2.1 and 9.3.2). Numbers mean one thing in the setup and
 * another elsewhere; a parameter in a message that is not meant to have it is ignored like an unknown one.
 */
public enum ParameterScope {
    /** CLIENT_SETUP and SERVER_SETUP. */
    SETUP(
            KnownParameter.PATH,
            KnownParameter.MAX_REQUEST_ID,
            KnownParameter.AUTHORIZATION_TOKEN,
            KnownParameter.MAX_AUTH_TOKEN_CACHE_SIZE,
            KnownParameter.AUTHORITY,
            KnownParameter.MOQT_IMPLEMENTATION),
    /** SUBSCRIBE, SUBSCRIBE_UPDATE and TRACK_STATUS. */
    SUBSCRIBE(KnownParameter.DELIVERY_TIMEOUT, KnownParameter.AUTHORIZATION_TOKEN),
    /** SUBSCRIBE_OK and TRACK_STATUS_OK. */
    SUBSCRIBE_OK(KnownParameter.DELIVERY_TIMEOUT, KnownParameter.MAX_CACHE_DURATION),
    /** PUBLISH. */
    PUBLISH(KnownParameter.DELIVERY_TIMEOUT, KnownParameter.AUTHORIZATION_TOKEN, KnownParameter.MAX_CACHE_DURATION),
    /** PUBLISH_OK. */
    PUBLISH_OK(KnownParameter.DELIVERY_TIMEOUT),
    /** FETCH. */
    FETCH(KnownParameter.AUTHORIZATION_TOKEN),
    /** FETCH_OK. */
    FETCH_OK(KnownParameter.MAX_CACHE_DURATION),
    /** PUBLISH_NAMESPACE and SUBSCRIBE_NAMESPACE. */
    NAMESPACE(KnownParameter.AUTHORIZATION_TOKEN);

    private final List<KnownParameter> allowed;

    ParameterScope(KnownParameter... allowed) {
        this.allowed = List.of(allowed);
    }

    /** Returns the parameter of this number, where it means something here. */
    public @Nullable KnownParameter find(long type) {
        for (KnownParameter parameter : allowed) {
            if (parameter.type() == type) {
                return parameter;
            }
        }
        return null;
    }

    /** Returns what means something here. */
    public List<KnownParameter> allowed() {
        return allowed;
    }
}
