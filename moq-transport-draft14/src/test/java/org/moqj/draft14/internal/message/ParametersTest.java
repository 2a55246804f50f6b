package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;

class ParametersTest {

    private static final Parameters PARAMETERS = new Parameters(List.of(
            new Parameter.Numeric(0x20, 7),
            new Parameter.Numeric(0x2, 100),
            new Parameter.Authorization(new Token.UseAlias(3)),
            new Parameter.Binary(0x21, ByteString.of("x")),
            new Parameter.Binary(0x5, ByteString.of("host")),
            new Parameter.Authorization(new Token.Delete(3))));

    @Test
    void findsNumbersByTheirType() {
        assertThat(PARAMETERS.number(KnownParameter.MAX_REQUEST_ID)).hasValue(100);
        assertThat(PARAMETERS.number(KnownParameter.MAX_AUTH_TOKEN_CACHE_SIZE)).isEmpty();
    }

    @Test
    void findsBytesByTheirType() {
        assertThat(PARAMETERS.bytes(KnownParameter.AUTHORITY)).contains(ByteString.of("host"));
        assertThat(PARAMETERS.bytes(KnownParameter.PATH)).isEmpty();
    }

    @Test
    void findsTokensInTheirOrder() {
        assertThat(PARAMETERS.tokens()).containsExactly(new Token.UseAlias(3), new Token.Delete(3));
        assertThat(Parameters.NONE.tokens()).isEmpty();
    }

    @Test
    void listsWhatAScopeKnows() {
        assertThat(ParameterScope.PUBLISH.allowed())
                .containsExactly(
                        KnownParameter.DELIVERY_TIMEOUT,
                        KnownParameter.AUTHORIZATION_TOKEN,
                        KnownParameter.MAX_CACHE_DURATION);
    }

    @Test
    void saysWhatAValueIs() {
        assertThat(KnownParameter.PATH.form()).isEqualTo(KnownParameter.Form.TEXT);
        assertThat(KnownParameter.MAX_REQUEST_ID.form()).isEqualTo(KnownParameter.Form.INTEGER);
        assertThat(KnownParameter.AUTHORIZATION_TOKEN.form()).isEqualTo(KnownParameter.Form.TOKEN);
    }

    @Test
    void showsNoValueThatMayBeSecret() {
        ByteString secret = ByteString.of("secret");

        assertThat(new Parameter.Binary(3, secret)).hasToString("Binary[type=3, size=6]");
        assertThat(new Token.Register(1, 2, secret)).hasToString("Register[alias=1, type=2, size=6]");
        assertThat(new Token.UseValue(2, secret)).hasToString("UseValue[type=2, size=6]");
    }
}
