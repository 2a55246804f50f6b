package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Each state machine as a table: where an event leads in each state; what is not in the table must not happen. */
class StateTablesTest {

    private static <S extends Enum<S>, E extends Enum<E>> void check(
            S[] states, E[] events, BiFunction<S, E, S> after, Map<S, Map<E, S>> table) {
        for (S state : states) {
            for (E event : events) {
                assertThat(after.apply(state, event))
                        .as(event + " in state " + state)
                        .isEqualTo(table.getOrDefault(state, Map.of()).get(event));
            }
        }
    }

    @Test
    void session() {
        Map<SessionState, Map<SessionState.Event, SessionState>> table = Map.of(
                SessionState.SETUP,
                        Map.of(
                                SessionState.Event.ESTABLISHED, SessionState.OPEN,
                                SessionState.Event.CLOSED, SessionState.CLOSED),
                SessionState.OPEN,
                        Map.of(
                                SessionState.Event.GOAWAY_RECEIVED, SessionState.DRAINING,
                                SessionState.Event.CLOSED, SessionState.CLOSED),
                SessionState.DRAINING, Map.of(SessionState.Event.CLOSED, SessionState.CLOSED),
                SessionState.CLOSED, Map.of(SessionState.Event.CLOSED, SessionState.CLOSED));

        check(SessionState.values(), SessionState.Event.values(), SessionState::after, table);
    }

    @Test
    void request() {
        Map<RequestState, Map<RequestState.Event, RequestState>> table = Map.of(
                RequestState.WAITING,
                        Map.of(
                                RequestState.Event.SENT, RequestState.PENDING,
                                RequestState.Event.CANCEL, RequestState.OVER),
                RequestState.PENDING,
                        Map.of(
                                RequestState.Event.OK, RequestState.ACTIVE,
                                RequestState.Event.ERROR, RequestState.OVER,
                                RequestState.Event.CANCEL, RequestState.ABANDONED),
                RequestState.ACTIVE,
                        Map.of(
                                RequestState.Event.CANCEL, RequestState.OVER,
                                RequestState.Event.END, RequestState.OVER),
                RequestState.ABANDONED,
                        Map.of(
                                RequestState.Event.OK, RequestState.OVER,
                                RequestState.Event.ERROR, RequestState.OVER,
                                RequestState.Event.CANCEL, RequestState.ABANDONED),
                RequestState.OVER, Map.of(RequestState.Event.CANCEL, RequestState.OVER));

        check(RequestState.values(), RequestState.Event.values(), RequestState::after, table);
    }

    @Test
    void subscription() {
        Map<SubscriptionState, Map<SubscriptionState.Event, SubscriptionState>> table = Map.of(
                SubscriptionState.WAITING,
                        Map.of(
                                SubscriptionState.Event.SENT, SubscriptionState.PENDING,
                                SubscriptionState.Event.CANCEL, SubscriptionState.OVER),
                SubscriptionState.PENDING,
                        Map.of(
                                SubscriptionState.Event.OK, SubscriptionState.ACTIVE,
                                SubscriptionState.Event.ERROR, SubscriptionState.OVER,
                                SubscriptionState.Event.CANCEL, SubscriptionState.ABANDONED),
                SubscriptionState.ACTIVE,
                        Map.of(
                                SubscriptionState.Event.DONE, SubscriptionState.ENDING,
                                SubscriptionState.Event.CANCEL, SubscriptionState.OVER),
                SubscriptionState.ENDING,
                        Map.of(
                                SubscriptionState.Event.DRAINED, SubscriptionState.OVER,
                                SubscriptionState.Event.CANCEL, SubscriptionState.OVER),
                SubscriptionState.ABANDONED,
                        Map.of(
                                SubscriptionState.Event.OK, SubscriptionState.OVER,
                                SubscriptionState.Event.ERROR, SubscriptionState.OVER,
                                SubscriptionState.Event.CANCEL, SubscriptionState.ABANDONED),
                SubscriptionState.OVER, Map.of(SubscriptionState.Event.CANCEL, SubscriptionState.OVER));

        check(SubscriptionState.values(), SubscriptionState.Event.values(), SubscriptionState::after, table);
    }

    @Test
    void publication() {
        Map<PublicationState, Map<PublicationState.Event, PublicationState>> table = Map.of(
                PublicationState.WAITING,
                        Map.of(
                                PublicationState.Event.SENT, PublicationState.OFFERED,
                                PublicationState.Event.DONE, PublicationState.OVER),
                PublicationState.OFFERED,
                        Map.of(
                                PublicationState.Event.OK, PublicationState.ACTIVE,
                                PublicationState.Event.ERROR, PublicationState.OVER,
                                PublicationState.Event.UNSUBSCRIBE, PublicationState.ABANDONED,
                                PublicationState.Event.DONE, PublicationState.ABANDONED),
                PublicationState.ACTIVE,
                        Map.of(
                                PublicationState.Event.UNSUBSCRIBE, PublicationState.OVER,
                                PublicationState.Event.DONE, PublicationState.OVER),
                PublicationState.ABANDONED,
                        Map.of(
                                PublicationState.Event.OK, PublicationState.OVER,
                                PublicationState.Event.ERROR, PublicationState.OVER,
                                PublicationState.Event.UNSUBSCRIBE, PublicationState.ABANDONED,
                                PublicationState.Event.DONE, PublicationState.ABANDONED),
                PublicationState.OVER,
                        Map.of(
                                PublicationState.Event.UNSUBSCRIBE, PublicationState.OVER,
                                PublicationState.Event.DONE, PublicationState.OVER));

        check(PublicationState.values(), PublicationState.Event.values(), PublicationState::after, table);
    }

    @Test
    void fetch() {
        Map<FetchState, Map<FetchState.Event, FetchState>> table = Map.of(
                FetchState.WAITING,
                        Map.of(
                                FetchState.Event.SENT, FetchState.PENDING,
                                FetchState.Event.CANCEL, FetchState.OVER),
                FetchState.PENDING,
                        Map.of(
                                FetchState.Event.OK, FetchState.GRANTED,
                                FetchState.Event.ERROR, FetchState.OVER,
                                FetchState.Event.STREAM_ENDED, FetchState.STREAMED,
                                FetchState.Event.CANCEL, FetchState.ABANDONED),
                FetchState.GRANTED,
                        Map.of(
                                FetchState.Event.STREAM_ENDED, FetchState.OVER,
                                FetchState.Event.CANCEL, FetchState.OVER),
                FetchState.STREAMED,
                        Map.of(
                                FetchState.Event.OK, FetchState.OVER,
                                FetchState.Event.ERROR, FetchState.OVER,
                                FetchState.Event.CANCEL, FetchState.ABANDONED),
                FetchState.ABANDONED,
                        Map.of(
                                FetchState.Event.OK, FetchState.OVER,
                                FetchState.Event.ERROR, FetchState.OVER,
                                FetchState.Event.STREAM_ENDED, FetchState.ABANDONED,
                                FetchState.Event.CANCEL, FetchState.ABANDONED),
                FetchState.OVER,
                        Map.of(
                                FetchState.Event.STREAM_ENDED, FetchState.OVER,
                                FetchState.Event.CANCEL, FetchState.OVER));

        check(FetchState.values(), FetchState.Event.values(), FetchState::after, table);
    }
}
