package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.DoneStatus;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;

class CodesTest {

    @Test
    void sessionCodesHaveTheNumbersOfTheDraft() {
        assertThat(SessionCode.of(SessionError.NO_ERROR).code()).isEqualTo(0x0);
        assertThat(SessionCode.of(SessionError.INTERNAL_ERROR).code()).isEqualTo(0x1);
        assertThat(SessionCode.of(SessionError.UNAUTHORIZED).code()).isEqualTo(0x2);
        assertThat(SessionCode.of(SessionError.PROTOCOL_VIOLATION).code()).isEqualTo(0x3);
        assertThat(SessionCode.of(SessionError.CONTROL_MESSAGE_TIMEOUT).code()).isEqualTo(0x3);
        assertThat(SessionCode.of(SessionError.GOAWAY_TIMEOUT).code()).isEqualTo(0x10);
        assertThat(SessionCode.name(0x4)).isEqualTo("Duplicate Track Alias");
        assertThat(SessionCode.name(0x5)).isEqualTo("Parameter Length Mismatch");
        assertThat(SessionCode.name(0x6)).isEqualTo("Too Many Subscribes");
        assertThat(SessionCode.name(0x77)).isEqualTo("0x77");
    }

    @Test
    void subscribeErrorsHaveTheNumbersOfTheDraft() {
        assertThat(SubscribeErrorCode.of(RequestError.INTERNAL_ERROR)).isEqualTo(0x0);
        assertThat(SubscribeErrorCode.of(RequestError.INVALID_RANGE)).isEqualTo(0x1);
        assertThat(SubscribeErrorCode.of(RequestError.TRACK_DOES_NOT_EXIST)).isEqualTo(0x3);
        assertThat(SubscribeErrorCode.of(RequestError.UNAUTHORIZED)).isEqualTo(0x4);
        assertThat(SubscribeErrorCode.of(RequestError.TIMEOUT)).isEqualTo(0x5);
        assertThat(SubscribeErrorCode.of(RequestError.MALFORMED_TRACK)).isEqualTo(0x0);
        assertThat(SubscribeErrorCode.of(null)).isEqualTo(0x0);
        assertThat(SubscribeErrorCode.meaning(0x2)).contains(RequestError.RETRY_TRACK_ALIAS);
        assertThat(SubscribeErrorCode.RETRY_TRACK_ALIAS.code()).isEqualTo(0x2);
        assertThat(SubscribeErrorCode.meaning(404)).isEmpty();
        assertThat(SubscribeErrorCode.name(0x1)).isEqualTo("Invalid Range");
        assertThat(SubscribeErrorCode.name(404)).isEqualTo("0x194");
    }

    @Test
    void subscribeDoneHasTheNumbersOfTheDraft() {
        DoneStatus[] inOrder = {
            DoneStatus.UNSUBSCRIBED,
            DoneStatus.INTERNAL_ERROR,
            DoneStatus.UNAUTHORIZED,
            DoneStatus.TRACK_ENDED,
            DoneStatus.SUBSCRIPTION_ENDED,
            DoneStatus.GOING_AWAY,
            DoneStatus.EXPIRED
        };
        for (int code = 0; code < inOrder.length; code++) {
            assertThat(SubscribeDoneCode.of(inOrder[code])).isEqualTo(code);
            assertThat(SubscribeDoneCode.meaning(code)).isEqualTo(inOrder[code]);
        }
        assertThat(SubscribeDoneCode.of(DoneStatus.TOO_FAR_BEHIND)).isEqualTo(0x1);
        assertThat(SubscribeDoneCode.meaning(400)).isEqualTo(DoneStatus.OTHER);
        assertThat(SubscribeDoneCode.name(0x6)).isEqualTo("Expired");
        assertThat(SubscribeDoneCode.name(400)).isEqualTo("0x190");
    }

    @Test
    void reasonsAreCutBetweenCharacters() {
        String cut = ReasonPhrase.text(ReasonPhrase.of("é".repeat(600)));
        assertThat(cut).isEqualTo("é".repeat(512));
        assertThat(ReasonPhrase.of("x".repeat(1024)).size()).isEqualTo(1024);
        assertThat(ReasonPhrase.of("😀".repeat(300)).size()).isEqualTo(1024);
    }

    @Test
    void reasonsThatAreNotUtf8AreReadWithReplacements() {
        assertThat(ReasonPhrase.text(org.moqj.core.model.ByteString.copyOf(new byte[] {'a', (byte) 0xff})))
                .isEqualTo("a\ufffd");
    }
}
