package org.moqj.draft14.internal.session;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.ByteString;
import org.moqj.draft14.internal.message.ReasonPhrase;

/** Why a request is refused: each kind of request has numbers of its own (draft-14, sections 9.9 to 9.30). */
enum RequestCodes {
    SUBSCRIBE(Map.of(
            0x4L, RequestError.TRACK_DOES_NOT_EXIST,
            0x5L, RequestError.INVALID_RANGE,
            0x10L, RequestError.MALFORMED_AUTH_TOKEN,
            0x12L, RequestError.EXPIRED_AUTH_TOKEN)),
    TRACK_STATUS(SUBSCRIBE.own),
    PUBLISH(Map.of(0x4L, RequestError.UNINTERESTED)),
    FETCH(Map.of(
            0x4L, RequestError.TRACK_DOES_NOT_EXIST,
            0x5L, RequestError.INVALID_RANGE,
            0x6L, RequestError.NO_OBJECTS,
            0x7L, RequestError.INVALID_JOINING_REQUEST_ID,
            0x8L, RequestError.UNKNOWN_STATUS_IN_RANGE,
            0x9L, RequestError.MALFORMED_TRACK,
            0x10L, RequestError.MALFORMED_AUTH_TOKEN,
            0x12L, RequestError.EXPIRED_AUTH_TOKEN)),
    PUBLISH_NAMESPACE(Map.of(
            0x4L, RequestError.UNINTERESTED,
            0x10L, RequestError.MALFORMED_AUTH_TOKEN,
            0x12L, RequestError.EXPIRED_AUTH_TOKEN)),
    SUBSCRIBE_NAMESPACE(Map.of(
            0x4L, RequestError.NAMESPACE_PREFIX_UNKNOWN,
            0x5L, RequestError.NAMESPACE_PREFIX_OVERLAP,
            0x10L, RequestError.MALFORMED_AUTH_TOKEN,
            0x12L, RequestError.EXPIRED_AUTH_TOKEN));

    private static final Map<Long, RequestError> COMMON = Map.of(
            0x0L, RequestError.INTERNAL_ERROR,
            0x1L, RequestError.UNAUTHORIZED,
            0x2L, RequestError.TIMEOUT,
            0x3L, RequestError.NOT_SUPPORTED);

    private final Map<Long, RequestError> own;

    RequestCodes(Map<Long, RequestError> own) {
        this.own = own;
    }

    /** Returns what {@code code} means, where this kind of request defines it. */
    @Nullable
    RequestError error(long code) {
        RequestError common = COMMON.get(code);
        return common != null ? common : own.get(code);
    }

    /** Returns the name of {@code code}, or its hex number. */
    String nameOf(long code) {
        RequestError error = error(code);
        return error != null ? error.name() : "0x" + Long.toHexString(code);
    }

    /** Returns the number to refuse with: the given one, that of the error, or of the nearest this request has. */
    long code(Refusal refusal) {
        RequestError error = refusal.error();
        if (refusal.code() >= 0 || error == null) {
            return refusal.code();
        }
        OptionalLong exact = find(error);
        return exact.orElseGet(() -> find(nearest(error)).orElse(0x0));
    }

    private OptionalLong find(RequestError wanted) {
        return Stream.of(COMMON, own)
                .flatMap(codes -> codes.entrySet().stream())
                .filter(entry -> entry.getValue() == wanted)
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    private RequestError nearest(RequestError error) {
        return switch (error) {
            case MALFORMED_AUTH_TOKEN, EXPIRED_AUTH_TOKEN -> RequestError.UNAUTHORIZED;
            case TRACK_DOES_NOT_EXIST, UNINTERESTED, NAMESPACE_PREFIX_UNKNOWN -> notFound();
            case NO_OBJECTS, UNKNOWN_STATUS_IN_RANGE -> RequestError.INVALID_RANGE;
            case INTERNAL_ERROR,
                    UNAUTHORIZED,
                    TIMEOUT,
                    NOT_SUPPORTED,
                    INVALID_RANGE,
                    NAMESPACE_PREFIX_OVERLAP,
                    INVALID_JOINING_REQUEST_ID,
                    MALFORMED_TRACK,
                    RETRY_TRACK_ALIAS -> RequestError.INTERNAL_ERROR;
        };
    }

    private RequestError notFound() {
        return switch (this) {
            case SUBSCRIBE, TRACK_STATUS, FETCH -> RequestError.TRACK_DOES_NOT_EXIST;
            case PUBLISH, PUBLISH_NAMESPACE -> RequestError.UNINTERESTED;
            case SUBSCRIBE_NAMESPACE -> RequestError.NAMESPACE_PREFIX_UNKNOWN;
        };
    }

    /** Returns what core is told when {@code request}, such as {@code SUBSCRIBE a/b}, was refused. */
    MoqRequestException refused(String request, long code, ByteString reason) {
        return MoqRequestException.refused(request, code, nameOf(code), error(code), ReasonPhrase.text(reason));
    }
}
