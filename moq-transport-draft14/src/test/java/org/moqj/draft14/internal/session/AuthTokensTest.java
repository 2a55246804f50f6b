package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.RequestError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchRange;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.ServerSetup;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeNamespace;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.SubscribeUpdate;
import org.moqj.draft14.internal.message.Token;
import org.moqj.draft14.internal.message.TrackStatus;
import org.moqj.draft14.internal.message.TrackStatusError;

/** Tokens and their aliases (draft-14, sections 9.2.1.1 and 9.3.2.4). */
class AuthTokensTest {

    private final AuthTokens tokens = new AuthTokens();

    private static Parameters parameters(Token... all) {
        List<Parameter> list = new ArrayList<>();
        for (Token token : all) {
            list.add(new Parameter.Authorization(token));
        }
        return new Parameters(list);
    }

    private static Token.Register register(long alias, String value) {
        return new Token.Register(alias, 1, ByteString.of(value));
    }

    @Test
    void usesValueOnce() throws ProtocolViolation {
        AuthTokens.Resolved resolved = tokens.resolve(parameters(new Token.UseValue(3, ByteString.of("v"))));

        assertThat(resolved.tokens()).containsExactly(new AuthToken(3, ByteString.of("v")));
        assertThat(resolved.refusal()).isNull();
    }

    @Test
    void remembersRegisteredToken() throws ProtocolViolation {
        assertThat(tokens.resolve(parameters(register(8, "v"))).tokens())
                .containsExactly(new AuthToken(1, ByteString.of("v")));

        assertThat(tokens.resolve(parameters(new Token.UseAlias(8))).tokens())
                .containsExactly(new AuthToken(1, ByteString.of("v")));
    }

    @Test
    void refusesAliasThatWasDeleted() throws ProtocolViolation {
        tokens.resolve(parameters(register(8, "v")));
        assertThat(tokens.resolve(parameters(new Token.Delete(8))).refusal()).isNull();

        assertThat(tokens.resolve(parameters(new Token.UseAlias(8))).refusal())
                .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(RequestError.MALFORMED_AUTH_TOKEN));
        assertThat(tokens.resolve(parameters(new Token.Delete(8))).refusal()).isNotNull();
    }

    @Test
    void registersEvenIfTheMessageIsRefused() throws ProtocolViolation {
        AuthTokens.Resolved refused = tokens.resolve(parameters(new Token.UseAlias(1), register(8, "v")));
        assertThat(refused.refusal()).isNotNull();

        assertThat(tokens.resolve(parameters(new Token.UseAlias(8))).refusal()).isNull();
    }

    @Test
    void registersWhereTheMessageIsRefusedForAnotherReason() {
        RawPeer peer = RawPeer.client();
        Filter inverted = Filter.range(new Location(9, 0), 8);

        peer.send(
                new Subscribe(0, Fixtures.CLOCK, 1, GroupOrder.ASCENDING, true, inverted, parameters(register(8, "v"))),
                new PublishNamespace(2, TrackNamespace.of("a"), parameters(new Token.UseAlias(8))));

        assertThat(peer.received(SubscribeError.class)).hasSize(1);
        assertThat(peer.ours.namespaces.remove().request().tokens())
                .containsExactly(new AuthToken(1, ByteString.of("v")));
    }

    @Test
    void closesOverAliasThatIsRegisteredTwice() {
        RawPeer peer = RawPeer.client();

        peer.send(
                new PublishNamespace(0, TrackNamespace.of("a"), parameters(register(8, "v"))),
                new PublishNamespace(2, TrackNamespace.of("b"), parameters(register(8, "w"))));

        peer.expectClosed(SessionCode.DUPLICATE_AUTH_TOKEN_ALIAS, "Token Alias");
    }

    @Test
    void closesOverMoreTokensThanAreKept() {
        RawPeer peer = RawPeer.client();
        String half = "x".repeat(AuthTokens.CACHE_BYTES / 2);

        peer.send(
                new PublishNamespace(0, TrackNamespace.of("a"), parameters(register(1, half))),
                new PublishNamespace(2, TrackNamespace.of("b"), parameters(register(2, half))));

        peer.expectClosed(SessionCode.AUTH_TOKEN_CACHE_OVERFLOW, "Token Value");
    }

    @Test
    void rejectsAliasThatIsRegistered() throws ProtocolViolation {
        tokens.resolve(parameters(register(8, "v")));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> tokens.resolve(parameters(register(8, "v"))))
                .satisfies(violation ->
                        assertThat(violation.code()).isEqualTo(SessionCode.DUPLICATE_AUTH_TOKEN_ALIAS.code()));
    }

    @Test
    void countsSixteenBytesAndTheValue() throws ProtocolViolation {
        int half = AuthTokens.CACHE_BYTES / 2 - 16;
        tokens.resolve(parameters(register(1, "x".repeat(half))));
        tokens.resolve(parameters(register(2, "x".repeat(half))));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> tokens.resolve(parameters(register(3, ""))))
                .satisfies(violation ->
                        assertThat(violation.code()).isEqualTo(SessionCode.AUTH_TOKEN_CACHE_OVERFLOW.code()));
        tokens.resolve(parameters(new Token.Delete(1)));
        assertThat(tokens.resolve(parameters(register(3, ""))).refusal()).isNull();
    }

    @Test
    void inClientSetupTooLargeRegistrationIsOnlyAUse() throws ProtocolViolation {
        String large = "x".repeat(AuthTokens.CACHE_BYTES);

        AuthTokens.Resolved resolved = tokens.resolveClientSetup(parameters(register(1, large)));

        assertThat(resolved.tokens()).hasSize(1);
        assertThat(tokens.resolve(parameters(new Token.UseAlias(1))).refusal()).isNotNull();
    }

    @Test
    void refusesEachKindOfRequestWithUnknownAlias() {
        RawPeer peer = RawPeer.client();
        Parameters unknown = parameters(new Token.UseAlias(9));

        peer.send(
                new Subscribe(0, Fixtures.CLOCK, 1, GroupOrder.ASCENDING, true, Filter.LARGEST_OBJECT, unknown),
                new PublishNamespace(2, TrackNamespace.of("a"), unknown),
                new SubscribeNamespace(4, TrackNamespace.of("a"), unknown),
                new Fetch(6, 1, GroupOrder.ASCENDING, new FetchRange.RelativeJoining(0, 0), unknown),
                new TrackStatus(new Subscribe(
                        8, Fixtures.CLOCK, 1, GroupOrder.ASCENDING, true, Filter.LARGEST_OBJECT, unknown)),
                new Publish(10, Fixtures.CLOCK, 7, GroupOrder.ASCENDING, Optional.empty(), true, unknown));

        assertThat(peer.received(SubscribeError.class))
                .extracting(SubscribeError::errorCode)
                .containsExactly(0x10L);
        assertThat(peer.received(PublishNamespaceError.class))
                .extracting(PublishNamespaceError::errorCode)
                .containsExactly(0x10L);
        assertThat(peer.received(SubscribeNamespaceError.class))
                .extracting(SubscribeNamespaceError::errorCode)
                .containsExactly(0x10L);
        assertThat(peer.received(FetchError.class))
                .extracting(FetchError::errorCode)
                .containsExactly(0x10L);
        assertThat(peer.received(TrackStatusError.class))
                .extracting(error -> error.layout().errorCode())
                .containsExactly(0x10L);
        assertThat(peer.received(PublishError.class))
                .as("which has no code of its own for tokens")
                .extracting(PublishError::errorCode)
                .containsExactly(0x1L);
        peer.expectOpen();
    }

    @Test
    void closesOverUnknownAliasInUpdateWhichHasNoAnswer() {
        RawPeer peer = RawPeer.client();

        peer.send(new SubscribeUpdate(
                0, 0, Location.ZERO, OptionalLong.empty(), 1, true, parameters(new Token.UseAlias(9))));

        peer.expectClosed(SessionCode.UNKNOWN_AUTH_TOKEN_ALIAS, "AUTHORIZATION TOKEN");
    }

    @Test
    void tokensOfUpdateReachWhoServes() {
        RawPeer peer = RawPeer.client();
        peer.send(new Subscribe(
                0,
                Fixtures.CLOCK,
                128,
                GroupOrder.ASCENDING,
                true,
                Filter.LARGEST_OBJECT,
                parameters(register(1, "a"))));
        peer.send(update(2, new Token.UseValue(0, ByteString.of("early"))));
        SenderRecorder sender = new SenderRecorder();
        peer.ours.subscribes.remove().accept(Fixtures.FROM_START, sender);
        peer.time.run();

        peer.send(update(4, new Token.UseAlias(1), new Token.UseValue(5, ByteString.of("b"))));
        peer.send(update(6));

        assertThat(sender.updates)
                .extracting(SubscriptionUpdate::tokens)
                .containsExactly(
                        List.of(AuthToken.of("early")),
                        List.of(new AuthToken(1, ByteString.of("a")), new AuthToken(5, ByteString.of("b"))),
                        List.of());
        peer.expectOpen();
    }

    private static SubscribeUpdate update(long id, Token... tokens) {
        return new SubscribeUpdate(id, 0, Location.ZERO, OptionalLong.empty(), 1, true, parameters(tokens));
    }

    @Test
    void updateCarriesTokens() {
        RawPeer peer = RawPeer.server();
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());
        peer.time.run();
        peer.send(new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));

        handle.update(new SubscriptionUpdate(
                LocationRange.from(Location.ZERO), 1, true, Optional.empty(), List.of(AuthToken.of("new"))));
        peer.time.run();

        assertThat(peer.lastReceived()).isEqualTo(update(2, new Token.UseValue(0, ByteString.of("new"))));
    }

    @Test
    void updateThatReplacesAnotherKeepsItsTokens() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(new ServerSetup(
                0xff00000eL, new Parameters(List.of(new Parameter.Numeric(0x2, 2))))); // one request, and no more
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());
        peer.time.run();
        peer.send(new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        handle.update(new SubscriptionUpdate(
                LocationRange.from(Location.ZERO),
                1,
                true,
                Optional.of(Duration.ofMillis(700)),
                List.of(AuthToken.of("new"))));
        handle.update(new SubscriptionUpdate(LocationRange.from(Location.ZERO), 2, true, Optional.empty()));

        peer.send(new MaxRequestId(10));

        assertThat(peer.received(SubscribeUpdate.class)).singleElement().satisfies(update -> {
            assertThat(update.subscriberPriority()).isEqualTo(2);
            assertThat(update.parameters().tokens()).containsExactly(new Token.UseValue(0, ByteString.of("new")));
            assertThat(update.parameters().number(KnownParameter.DELIVERY_TIMEOUT))
                    .hasValue(700);
        });
    }

    @Test
    void neverShowsValues() {
        assertThat(parameters(register(1, "secret"), new Token.UseValue(1, ByteString.of("secret")))
                        .toString())
                .doesNotContain("secret");
        assertThat(new Parameter.Binary(0x21, ByteString.of("secret")).toString())
                .doesNotContain("secret");
    }
}
