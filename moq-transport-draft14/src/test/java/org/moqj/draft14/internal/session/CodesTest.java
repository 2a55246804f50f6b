package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.core.StreamError;

/** The registries of draft-14, sections 3.4, 9.9 to 9.30 and 10.4.3. */
class CodesTest {

    @ParameterizedTest
    @CsvSource({
        "NO_ERROR, 0x0",
        "INTERNAL_ERROR, 0x1",
        "UNAUTHORIZED, 0x2",
        "PROTOCOL_VIOLATION, 0x3",
        "INVALID_REQUEST_ID, 0x4",
        "DUPLICATE_TRACK_ALIAS, 0x5",
        "KEY_VALUE_FORMATTING_ERROR, 0x6",
        "TOO_MANY_REQUESTS, 0x7",
        "INVALID_PATH, 0x8",
        "MALFORMED_PATH, 0x9",
        "GOAWAY_TIMEOUT, 0x10",
        "CONTROL_MESSAGE_TIMEOUT, 0x11",
        "DATA_STREAM_TIMEOUT, 0x12",
        "AUTH_TOKEN_CACHE_OVERFLOW, 0x13",
        "DUPLICATE_AUTH_TOKEN_ALIAS, 0x14",
        "VERSION_NEGOTIATION_FAILED, 0x15",
        "MALFORMED_AUTH_TOKEN, 0x16",
        "UNKNOWN_AUTH_TOKEN_ALIAS, 0x17",
        "EXPIRED_AUTH_TOKEN, 0x18",
        "INVALID_AUTHORITY, 0x19",
        "MALFORMED_AUTHORITY, 0x1a",
    })
    void sessionCodes(SessionCode code, String number) {
        assertThat(code.code()).isEqualTo(Long.decode(number));
        assertThat(SessionCode.nameOf(code.code())).isEqualTo(code.name());
    }

    @Test
    void sessionCodesAreComplete() {
        assertThat(SessionCode.values()).hasSize(21);
        assertThat(SessionCode.nameOf(0x99)).isEqualTo("0x99");
    }

    @ParameterizedTest
    @EnumSource(SessionError.class)
    void everySessionErrorHasItsCode(SessionError error) {
        assertThat(SessionCode.of(error).name()).isEqualTo(error.name());
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL_ERROR, 0", "CANCELLED, 1", "DELIVERY_TIMEOUT, 2", "SESSION_CLOSED, 3"})
    void streamCodes(StreamError error, long code) {
        assertThat(StreamCode.of(error).code()).isEqualTo(code);
        assertThat(StreamCode.nameOf(code)).isEqualTo(error.name());
    }

    @Test
    void unknownStreamCodeIsShownInHex() {
        assertThat(StreamCode.nameOf(0xabc)).isEqualTo("0xabc");
        assertThat(SessionPair.open().clientSession.streamCodeName(2)).isEqualTo("DELIVERY_TIMEOUT");
    }

    private static List<Arguments> requestCodes() {
        List<Arguments> all = new ArrayList<>();
        for (RequestCodes request : RequestCodes.values()) {
            all.add(Arguments.of(request, RequestError.INTERNAL_ERROR, 0x0L));
            all.add(Arguments.of(request, RequestError.UNAUTHORIZED, 0x1L));
            all.add(Arguments.of(request, RequestError.TIMEOUT, 0x2L));
            all.add(Arguments.of(request, RequestError.NOT_SUPPORTED, 0x3L));
            if (request != RequestCodes.PUBLISH) {
                all.add(Arguments.of(request, RequestError.MALFORMED_AUTH_TOKEN, 0x10L));
                all.add(Arguments.of(request, RequestError.EXPIRED_AUTH_TOKEN, 0x12L));
            }
        }
        for (RequestCodes request : List.of(RequestCodes.SUBSCRIBE, RequestCodes.TRACK_STATUS, RequestCodes.FETCH)) {
            all.add(Arguments.of(request, RequestError.TRACK_DOES_NOT_EXIST, 0x4L));
            all.add(Arguments.of(request, RequestError.INVALID_RANGE, 0x5L));
        }
        all.add(Arguments.of(RequestCodes.PUBLISH, RequestError.UNINTERESTED, 0x4L));
        all.add(Arguments.of(RequestCodes.PUBLISH_NAMESPACE, RequestError.UNINTERESTED, 0x4L));
        all.add(Arguments.of(RequestCodes.SUBSCRIBE_NAMESPACE, RequestError.NAMESPACE_PREFIX_UNKNOWN, 0x4L));
        all.add(Arguments.of(RequestCodes.SUBSCRIBE_NAMESPACE, RequestError.NAMESPACE_PREFIX_OVERLAP, 0x5L));
        all.add(Arguments.of(RequestCodes.FETCH, RequestError.NO_OBJECTS, 0x6L));
        all.add(Arguments.of(RequestCodes.FETCH, RequestError.INVALID_JOINING_REQUEST_ID, 0x7L));
        all.add(Arguments.of(RequestCodes.FETCH, RequestError.UNKNOWN_STATUS_IN_RANGE, 0x8L));
        all.add(Arguments.of(RequestCodes.FETCH, RequestError.MALFORMED_TRACK, 0x9L));
        return all;
    }

    @ParameterizedTest
    @MethodSource("requestCodes")
    void requestCodes(RequestCodes request, RequestError error, long code) {
        assertThat(request.code(Refusal.of(error, ""))).isEqualTo(code);
        assertThat(request.error(code)).isEqualTo(error);
        assertThat(request.nameOf(code)).isEqualTo(error.name());
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISH, EXPIRED_AUTH_TOKEN, 0x1",
        "PUBLISH, TRACK_DOES_NOT_EXIST, 0x4",
        "SUBSCRIBE, UNINTERESTED, 0x4",
        "SUBSCRIBE, NO_OBJECTS, 0x5",
        "SUBSCRIBE, RETRY_TRACK_ALIAS, 0x0",
        "SUBSCRIBE_NAMESPACE, TRACK_DOES_NOT_EXIST, 0x4",
        "PUBLISH_NAMESPACE, NO_OBJECTS, 0x0",
    })
    void picksTheNearestCode(RequestCodes request, RequestError error, String code) {
        assertThat(request.code(Refusal.of(error, ""))).isEqualTo(Long.decode(code));
    }

    @Test
    void sendsGivenCodeAsItIs() {
        assertThat(RequestCodes.SUBSCRIBE.code(Refusal.ofCode(404, ""))).isEqualTo(404);
        assertThat(RequestCodes.SUBSCRIBE.nameOf(404)).isEqualTo("0x194");
    }
}
