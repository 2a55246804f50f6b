package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every state and every event of every machine: a pair that a table does not name is not allowed. */
class StateMachinesTest {

    @Test
    void session() {
        check(List.of(SessionState.values()), List.of(SessionState.Event.values()), SessionState::next, """
                CONNECTING  SETUP_COMPLETE   -> ESTABLISHED
                CONNECTING  CLOSED_HERE      -> CLOSING
                CONNECTING  TRANSPORT_CLOSED -> CLOSED
                ESTABLISHED GOAWAY_RECEIVED  -> DRAINING
                ESTABLISHED CLOSED_HERE      -> CLOSING
                ESTABLISHED TRANSPORT_CLOSED -> CLOSED
                DRAINING    CLOSED_HERE      -> CLOSING
                DRAINING    TRANSPORT_CLOSED -> CLOSED
                CLOSING     TRANSPORT_CLOSED -> CLOSED
                """);
    }

    @Test
    void subscription() {
        check(
                List.of(SubscriptionState.values()),
                List.of(SubscriptionState.Event.values()),
                SubscriptionState::next,
                """
                WAITING  SENT      -> PENDING
                WAITING  CANCELLED -> OVER
                PENDING  OK        -> ACTIVE
                PENDING  ERROR     -> OVER
                PENDING  RETRY     -> WAITING
                PENDING  CANCELLED -> OVER
                ACTIVE   DONE      -> DRAINING
                ACTIVE   CANCELLED -> OVER
                DRAINING DRAINED   -> OVER
                DRAINING CANCELLED -> OVER
                """);
    }

    @Test
    void publication() {
        check(
                List.of(PublicationState.values()),
                List.of(PublicationState.Event.values()),
                PublicationState::next,
                """
                PENDING ACCEPTED     -> ACTIVE
                PENDING REFUSED      -> OVER
                PENDING UNSUBSCRIBED -> LEFT
                LEFT    ACCEPTED     -> OVER
                LEFT    REFUSED      -> OVER
                ACTIVE  DONE_SENT    -> OVER
                ACTIVE  UNSUBSCRIBED -> OVER
                """);
    }

    @Test
    void fetch() {
        check(List.of(FetchState.values()), List.of(FetchState.Event.values()), FetchState::next, """
                WAITING      SENT       -> PENDING
                WAITING      CANCELLED  -> OVER
                PENDING      OK         -> GRANTED
                PENDING      ERROR      -> OVER
                PENDING      STREAM     -> STREAM_OPEN
                PENDING      CANCELLED  -> OVER
                STREAM_OPEN  OK         -> FLOWING
                STREAM_OPEN  ERROR      -> OVER
                STREAM_OPEN  STREAM_END -> STREAM_ENDED
                STREAM_OPEN  CANCELLED  -> OVER
                STREAM_ENDED OK         -> OVER
                STREAM_ENDED ERROR      -> OVER
                STREAM_ENDED CANCELLED  -> OVER
                GRANTED      STREAM     -> FLOWING
                GRANTED      CANCELLED  -> OVER
                FLOWING      STREAM_END -> OVER
                FLOWING      CANCELLED  -> OVER
                """);
    }

    @Test
    void announcement() {
        check(
                List.of(AnnouncementState.values()),
                List.of(AnnouncementState.Event.values()),
                AnnouncementState::next,
                """
                WAITING SENT              -> PENDING
                WAITING ENDED             -> OVER
                PENDING OK                -> LIVE
                PENDING ERROR             -> OVER
                PENDING CANCELLED_BY_PEER -> OVER
                PENDING LEFT              -> LEAVING
                PENDING ENDED             -> OVER
                LIVE    CANCELLED_BY_PEER -> OVER
                LIVE    LEFT              -> LEAVING
                LIVE    ENDED             -> OVER
                LEAVING ENDED             -> OVER
                """);
    }

    @Test
    void requestOfThePeer() {
        check(List.of(RequestState.values()), List.of(RequestState.Event.values()), RequestState::next, """
                PENDING   ACCEPTED  -> ACCEPTED
                PENDING   REFUSED   -> OVER
                PENDING   WITHDRAWN -> WITHDRAWN
                WITHDRAWN ACCEPTED  -> OVER
                WITHDRAWN REFUSED   -> OVER
                ACCEPTED  WITHDRAWN -> OVER
                ACCEPTED  ENDED     -> OVER
                """);
    }

    private static <S, E> void check(
            List<S> states, List<E> events, BiFunction<S, E, Optional<S>> machine, String table) {
        Map<String, String> allowed = new TreeMap<>();
        for (S state : states) {
            for (E event : events) {
                machine.apply(state, event).ifPresent(next -> allowed.put(state + " " + event, next.toString()));
            }
        }
        Map<String, String> expected = new TreeMap<>();
        table.lines().forEach(line -> {
            List<String> words = List.of(line.trim().replaceAll(" +", " ").split(" -> ", -1));
            expected.put(words.get(0), words.get(1));
        });
        assertThat(allowed).isEqualTo(expected);
    }
}
