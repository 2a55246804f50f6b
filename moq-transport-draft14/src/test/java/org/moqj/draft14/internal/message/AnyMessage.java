package org.moqj.draft14.internal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.draft14.internal.Anything;

/** Arbitrary control messages that the draft allows (draft-14, section 9). */
public final class AnyMessage {

    private AnyMessage() {}

    /** Any message of {@code type}. */
    public static Arbitrary<? extends ControlMessage> of(ControlMessageType type) {
        return switch (type) {
            case SUBSCRIBE_UPDATE -> subscribeUpdate();
            case SUBSCRIBE -> subscribe();
            case SUBSCRIBE_OK -> subscribeOk();
            case SUBSCRIBE_ERROR -> refusal(SubscribeError::new);
            case PUBLISH_NAMESPACE ->
                Combinators.combine(
                                Anything.varint(), Anything.namespace(1), AnyParameters.of(ParameterScope.NAMESPACE))
                        .as(PublishNamespace::new);
            case PUBLISH_NAMESPACE_OK -> Anything.varint().map(PublishNamespaceOk::new);
            case PUBLISH_NAMESPACE_ERROR -> refusal(PublishNamespaceError::new);
            case PUBLISH_NAMESPACE_DONE -> Anything.namespace(1).map(PublishNamespaceDone::new);
            case UNSUBSCRIBE -> Anything.varint().map(Unsubscribe::new);
            case PUBLISH_DONE ->
                Combinators.combine(Anything.varint(), Anything.varint(), Anything.varint(), reason())
                        .as(PublishDone::new);
            case PUBLISH_NAMESPACE_CANCEL ->
                Combinators.combine(Anything.namespace(1), Anything.varint(), reason())
                        .as(PublishNamespaceCancel::new);
            case TRACK_STATUS -> subscribe().map(TrackStatus::new);
            case TRACK_STATUS_OK -> subscribeOk().map(TrackStatusOk::new);
            case TRACK_STATUS_ERROR -> refusal(SubscribeError::new).map(TrackStatusError::new);
            case GOAWAY -> Anything.bytes(Goaway.MAX_URI).map(Goaway::new);
            case SUBSCRIBE_NAMESPACE ->
                Combinators.combine(
                                Anything.varint(), Anything.namespace(0), AnyParameters.of(ParameterScope.NAMESPACE))
                        .as(SubscribeNamespace::new);
            case SUBSCRIBE_NAMESPACE_OK -> Anything.varint().map(SubscribeNamespaceOk::new);
            case SUBSCRIBE_NAMESPACE_ERROR -> refusal(SubscribeNamespaceError::new);
            case UNSUBSCRIBE_NAMESPACE -> Anything.namespace(0).map(UnsubscribeNamespace::new);
            case MAX_REQUEST_ID -> Anything.varint().map(MaxRequestId::new);
            case FETCH -> fetch();
            case FETCH_CANCEL -> Anything.varint().map(FetchCancel::new);
            case FETCH_OK -> fetchOk();
            case FETCH_ERROR -> refusal(FetchError::new);
            case REQUESTS_BLOCKED -> Anything.varint().map(RequestsBlocked::new);
            case PUBLISH -> publish();
            case PUBLISH_OK -> publishOk();
            case PUBLISH_ERROR -> refusal(PublishError::new);
            case CLIENT_SETUP ->
                Combinators.combine(Anything.varint().list().ofMaxSize(8), AnyParameters.of(ParameterScope.SETUP))
                        .as(ClientSetup::new);
            case SERVER_SETUP ->
                Combinators.combine(Anything.varint(), AnyParameters.of(ParameterScope.SETUP))
                        .as(ServerSetup::new);
        };
    }

    private static Arbitrary<Subscribe> subscribe() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.track(),
                        Anything.u8(),
                        Arbitraries.of(GroupOrder.class),
                        flag(),
                        filter(),
                        AnyParameters.of(ParameterScope.SUBSCRIBE))
                .as(Subscribe::new);
    }

    private static Arbitrary<SubscribeOk> subscribeOk() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        decidedOrder(),
                        largest(),
                        AnyParameters.of(ParameterScope.SUBSCRIBE_OK))
                .as(SubscribeOk::new);
    }

    private static Arbitrary<SubscribeUpdate> subscribeUpdate() {
        // the wire has the end group plus 1, so that the last of all cannot be named
        Arbitrary<OptionalLong> endGroup =
                Anything.varint().map(plusOne -> plusOne == 0 ? OptionalLong.empty() : OptionalLong.of(plusOne - 1));
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        Anything.location(),
                        endGroup,
                        Anything.u8(),
                        flag(),
                        AnyParameters.of(ParameterScope.SUBSCRIBE))
                .as(SubscribeUpdate::new);
    }

    private static Arbitrary<Publish> publish() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.track(),
                        Anything.varint(),
                        decidedOrder(),
                        largest(),
                        flag(),
                        AnyParameters.of(ParameterScope.PUBLISH))
                .as(Publish::new);
    }

    private static Arbitrary<PublishOk> publishOk() {
        return Combinators.combine(
                        Anything.varint(),
                        flag(),
                        Anything.u8(),
                        decidedOrder(),
                        filter(),
                        AnyParameters.of(ParameterScope.PUBLISH_OK))
                .as(PublishOk::new);
    }

    private static Arbitrary<Fetch> fetch() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.u8(),
                        Arbitraries.of(GroupOrder.class),
                        fetchRange(),
                        AnyParameters.of(ParameterScope.FETCH))
                .as(Fetch::new);
    }

    private static Arbitrary<FetchRange> fetchRange() {
        return Arbitraries.oneOf(
                Combinators.combine(Anything.track(), Anything.location(), Anything.location())
                        .as(FetchRange.Standalone::new),
                Combinators.combine(Anything.varint(), Anything.varint()).as(FetchRange.RelativeJoining::new),
                Combinators.combine(Anything.varint(), Anything.varint()).as(FetchRange.AbsoluteJoining::new));
    }

    private static Arbitrary<FetchOk> fetchOk() {
        return Combinators.combine(
                        Anything.varint(),
                        decidedOrder(),
                        flag(),
                        Anything.location(),
                        AnyParameters.of(ParameterScope.FETCH_OK))
                .as(FetchOk::new);
    }

    static Arbitrary<Filter> filter() {
        return Arbitraries.oneOf(
                Arbitraries.of(Filter.NEXT_GROUP_START, Filter.LARGEST_OBJECT),
                Anything.location().map(Filter::from),
                Combinators.combine(Anything.location(), Anything.varint()).as(Filter::range));
    }

    private static Arbitrary<GroupOrder> decidedOrder() {
        return Arbitraries.of(GroupOrder.ASCENDING, GroupOrder.DESCENDING);
    }

    private static Arbitrary<Optional<Location>> largest() {
        return Anything.location().optional(0.5);
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<ByteString> reason() {
        return Anything.bytes(ReasonPhrase.MAX_BYTES);
    }

    /** Makes one of the messages that refuse a request. */
    @FunctionalInterface
    private interface Refusal<T> {
        T of(long requestId, long errorCode, ByteString errorReason);
    }

    private static <T extends ControlMessage> Arbitrary<T> refusal(Refusal<T> refusal) {
        return Combinators.combine(Anything.varint(), Anything.varint(), reason())
                .as(refusal::of);
    }

    /** Arbitrary parameters of a message. */
    private static final class AnyParameters {

        private AnyParameters() {}

        /** What the scope knows, each at most once but for tokens, and what it does not know, repeated too. */
        static Arbitrary<Parameters> of(ParameterScope scope) {
            Arbitrary<List<Parameter>> unknown = Anything.varint()
                    .filter(type -> scope.find(type) == null)
                    .flatMap(AnyParameters::plain)
                    .list()
                    .ofMaxSize(3);
            return Combinators.combine(unknown, known(scope))
                    .as((one, other) -> {
                        List<Parameter> both = new ArrayList<>(one);
                        both.addAll(other);
                        return both;
                    })
                    .flatMap(Arbitraries::shuffle)
                    .map(Parameters::new);
        }

        private static Arbitrary<List<Parameter>> known(ParameterScope scope) {
            return Arbitraries.subsetOf(scope.allowed()).flatMap(some -> {
                Arbitrary<List<Parameter>> all = Arbitraries.just(List.of());
                for (KnownParameter parameter : some) {
                    all = Combinators.combine(all, known(parameter)).as((done, next) -> {
                        List<Parameter> more = new ArrayList<>(done);
                        more.addAll(next);
                        return more;
                    });
                }
                return all;
            });
        }

        private static Arbitrary<List<Parameter>> known(KnownParameter parameter) {
            return parameter == KnownParameter.AUTHORIZATION_TOKEN
                    ? token().<Parameter>map(Parameter.Authorization::new)
                            .list()
                            .ofMinSize(1)
                            .ofMaxSize(3)
                    : plain(parameter.type()).map(List::of);
        }

        private static Arbitrary<Parameter> plain(long type) {
            return (type & 1) == 0
                    ? Anything.varint().map(value -> new Parameter.Numeric(type, value))
                    : Anything.bytes(200).map(value -> new Parameter.Binary(type, value));
        }

        private static Arbitrary<Token> token() {
            return Arbitraries.oneOf(
                    Anything.varint().map(Token.Delete::new),
                    Combinators.combine(Anything.varint(), Anything.varint(), Anything.bytes(200))
                            .as(Token.Register::new),
                    Anything.varint().map(Token.UseAlias::new),
                    Combinators.combine(Anything.varint(), Anything.bytes(200)).as(Token.UseValue::new));
        }
    }
}
