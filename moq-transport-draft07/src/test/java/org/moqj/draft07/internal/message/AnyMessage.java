package org.moqj.draft07.internal.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.draft07.internal.Anything;

/** Arbitrary control messages that the draft allows (draft-07, section 6). */
final class AnyMessage {

    private AnyMessage() {}

    /** Any message of {@code type}. */
    static Arbitrary<? extends ControlMessage> of(ControlMessageType type) {
        return switch (type) {
            case SUBSCRIBE_UPDATE -> subscribeUpdate();
            case SUBSCRIBE -> subscribe();
            case SUBSCRIBE_OK -> subscribeOk();
            case SUBSCRIBE_ERROR ->
                Combinators.combine(Anything.varint(), Anything.varint(), reason(), Anything.varint())
                        .as(SubscribeError::new);
            case ANNOUNCE ->
                Combinators.combine(Anything.namespace(1), parameters(VersionParameter.AUTHORIZATION_INFO))
                        .as(Announce::new);
            case ANNOUNCE_OK -> Anything.namespace(1).map(AnnounceOk::new);
            case ANNOUNCE_ERROR -> refusal(1, AnnounceError::new);
            case UNANNOUNCE -> Anything.namespace(1).map(Unannounce::new);
            case UNSUBSCRIBE -> Anything.varint().map(Unsubscribe::new);
            case SUBSCRIBE_DONE ->
                Combinators.combine(Anything.varint(), Anything.varint(), reason(), largest())
                        .as(SubscribeDone::new);
            case ANNOUNCE_CANCEL -> refusal(1, AnnounceCancel::new);
            case TRACK_STATUS_REQUEST ->
                Combinators.combine(Anything.namespace(1), name()).as(TrackStatusRequest::new);
            case TRACK_STATUS -> trackStatus();
            case GOAWAY -> Anything.bytes(8192).map(Goaway::new);
            case SUBSCRIBE_ANNOUNCES ->
                Combinators.combine(Anything.namespace(0), parameters(VersionParameter.AUTHORIZATION_INFO))
                        .as(SubscribeAnnounces::new);
            case SUBSCRIBE_ANNOUNCES_OK -> Anything.namespace(0).map(SubscribeAnnouncesOk::new);
            case SUBSCRIBE_ANNOUNCES_ERROR -> refusal(0, SubscribeAnnouncesError::new);
            case UNSUBSCRIBE_ANNOUNCES -> Anything.namespace(0).map(UnsubscribeAnnounces::new);
            case MAX_SUBSCRIBE_ID -> Anything.varint().map(MaxSubscribeId::new);
            case FETCH -> fetch();
            case FETCH_CANCEL -> Anything.varint().map(FetchCancel::new);
            case FETCH_OK -> fetchOk();
            case FETCH_ERROR ->
                Combinators.combine(Anything.varint(), Anything.varint(), reason())
                        .as(FetchError::new);
            case CLIENT_SETUP ->
                Combinators.combine(Anything.varint().list().ofMaxSize(8), setupParameters(true))
                        .as(ClientSetup::new);
            case SERVER_SETUP ->
                Combinators.combine(Anything.varint(), setupParameters(false)).as(ServerSetup::new);
        };
    }

    static Arbitrary<Filter> filter() {
        return Arbitraries.oneOf(
                Arbitraries.of(new Filter.LatestGroup(), new Filter.LatestObject()),
                Anything.location().map(Filter.AbsoluteStart::new),
                Combinators.combine(Anything.location(), Anything.varint(), Anything.varint())
                        .as(Filter.AbsoluteRange::new));
    }

    private static Arbitrary<Subscribe> subscribe() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        Anything.namespace(1),
                        name(),
                        Anything.u8(),
                        Arbitraries.of(GroupOrder.class),
                        filter(),
                        parameters(VersionParameter.AUTHORIZATION_INFO, VersionParameter.DELIVERY_TIMEOUT))
                .as(Subscribe::new);
    }

    private static Arbitrary<SubscribeOk> subscribeOk() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        decidedOrder(),
                        largest(),
                        parameters(VersionParameter.DELIVERY_TIMEOUT, VersionParameter.MAX_CACHE_DURATION))
                .as(SubscribeOk::new);
    }

    private static Arbitrary<SubscribeUpdate> subscribeUpdate() {
        return Combinators.combine(
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.varint(),
                        Anything.u8(),
                        parameters(VersionParameter.DELIVERY_TIMEOUT))
                .as(SubscribeUpdate::new);
    }

    private static Arbitrary<TrackStatus> trackStatus() {
        return Combinators.combine(
                        Anything.namespace(1), name(), Arbitraries.of(TrackStatusCode.class), Anything.location())
                .as((namespace, name, status, last) ->
                        new TrackStatus(namespace, name, status, status.hasLocation() ? last : Location.ZERO));
    }

    private static Arbitrary<Fetch> fetch() {
        Arbitrary<Location> end = Anything.location(); // of the group as it is, and of the object plus 1
        return Combinators.combine(
                        Anything.varint(),
                        Anything.namespace(1),
                        name(),
                        Anything.u8(),
                        Arbitraries.of(GroupOrder.class),
                        Anything.location(),
                        end,
                        parameters())
                .as((id, namespace, name, priority, order, start, last, parameters) -> new Fetch(
                        id, namespace, name, priority, order, start, last.group(), last.object(), parameters));
    }

    private static Arbitrary<FetchOk> fetchOk() {
        return Combinators.combine(
                        Anything.varint(),
                        decidedOrder(),
                        Arbitraries.of(true, false),
                        Anything.location(),
                        parameters(VersionParameter.MAX_CACHE_DURATION))
                .as(FetchOk::new);
    }

    private static Arbitrary<GroupOrder> decidedOrder() {
        return Arbitraries.of(GroupOrder.ASCENDING, GroupOrder.DESCENDING);
    }

    private static Arbitrary<Optional<Location>> largest() {
        return Anything.location().optional(0.5);
    }

    private static Arbitrary<ByteString> name() {
        return Anything.bytes(200);
    }

    private static Arbitrary<ByteString> reason() {
        return Anything.bytes(ReasonPhrase.MAX_RECEIVED);
    }

    /** Makes one of the messages that name a namespace, a code and a reason. */
    @FunctionalInterface
    private interface Refusal<T> {
        T of(TrackNamespace namespace, long errorCode, ByteString reason);
    }

    private static <T extends ControlMessage> Arbitrary<T> refusal(int minFields, Refusal<T> refusal) {
        return Combinators.combine(Anything.namespace(minFields), Anything.varint(), reason())
                .as(refusal::of);
    }

    /** The parameters of SETUP, where the role is one of three and PATH is the client's alone. */
    private static Arbitrary<Parameters> setupParameters(boolean ofClient) {
        Arbitrary<Optional<Role>> role = Arbitraries.of(Role.class).optional();
        Arbitrary<Optional<ByteString>> path =
                ofClient ? Anything.bytes(50).optional() : Arbitraries.just(Optional.empty());
        return Combinators.combine(parameters(SetupParameter.MAX_SUBSCRIBE_ID), role, path)
                .as((others, ofRole, ofPath) -> {
                    Parameters parameters = new Parameters(
                            others.list().stream().filter(AnyMessage::isOther).toList());
                    if (ofRole.isPresent()) {
                        parameters = parameters.with(
                                SetupParameter.ROLE, ofRole.get().code());
                    }
                    return ofPath.isPresent() ? parameters.with(SetupParameter.PATH, ofPath.get()) : parameters;
                });
    }

    private static boolean isOther(Parameters.Parameter parameter) {
        return parameter.type() != SetupParameter.ROLE.code() && parameter.type() != SetupParameter.PATH.code();
    }

    /** Some parameters, each type once: those that are understood with values that fit, others with any bytes. */
    private static Arbitrary<Parameters> parameters(ParameterKey... understood) {
        Arbitrary<Parameters.Parameter> known = understood.length == 0
                ? anyParameter()
                : Arbitraries.of(understood).flatMap(AnyMessage::known);
        return Arbitraries.oneOf(known, anyParameter()).list().ofMaxSize(4).map(list -> unique(list, understood));
    }

    private static Arbitrary<Parameters.Parameter> known(ParameterKey key) {
        return key.kind() == ParameterKey.Kind.VARINT
                ? Anything.varint()
                        .map(value -> Parameters.NONE.with(key, value).list().get(0))
                : Anything.bytes(200).map(value -> new Parameters.Parameter(key.code(), value));
    }

    private static Arbitrary<Parameters.Parameter> anyParameter() {
        return Combinators.combine(Anything.varint(), Anything.bytes(200)).as(Parameters.Parameter::new);
    }

    private static Parameters unique(List<Parameters.Parameter> list, ParameterKey... understood) {
        Map<Long, Parameters.Parameter> byType = new LinkedHashMap<>();
        for (Parameters.Parameter parameter : list) {
            if (fits(parameter, understood)) {
                byType.put(parameter.type(), parameter);
            }
        }
        return new Parameters(new ArrayList<>(byType.values()));
    }

    /** An arbitrary type may happen to be one that is understood, its bytes no varint. */
    private static boolean fits(Parameters.Parameter parameter, ParameterKey... understood) {
        for (ParameterKey key : understood) {
            boolean mustBeVarint = key.code() == parameter.type() && key.kind() == ParameterKey.Kind.VARINT;
            if (mustBeVarint && new Parameters(List.of(parameter)).varint(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
