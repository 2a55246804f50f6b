package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment variables that harnesses set for a test client. */
class InteropDefaultsTest {

    private static InteropDefaults with(Map<String, String> environment) {
        return new InteropDefaults(environment::get);
    }

    @ParameterizedTest
    @CsvSource({
        "RELAY_URL, moqt://relay:4443, --relay, moqt://relay:4443",
        "TESTCASE, setup-only, --test, setup-only",
        "DRAFT, 14, --draft, 14",
        "DRAFT, draft-07, --draft, 07",
        "MOQT_DRAFT, 07, --draft, 07",
        "TLS_DISABLE_VERIFY, 1, --tls-disable-verify, true",
        "TLS_DISABLE_VERIFY, true, --tls-disable-verify, true",
        "TLS_DISABLE_VERIFY, 0, --tls-disable-verify, false",
        "TLS_DISABLE_VERIFY, False, --tls-disable-verify, false",
        "VERBOSE, 1, --verbose, true",
        "VERBOSE, no, --verbose, false",
    })
    void aVariableSetsItsOption(String variable, String value, String option, String expected) {
        assertThat(with(Map.of(variable, value)).of(option)).contains(expected);
    }

    @Test
    void oneVariableForTheDraftComesBeforeTheOther() {
        assertThat(with(Map.of("DRAFT", "14", "MOQT_DRAFT", "07")).of("--draft"))
                .contains("14");
    }

    @Test
    void whatIsNotSetOrEmptySetsNothing() {
        for (String option : new String[] {"--relay", "--test", "--draft", "--tls-disable-verify", "--verbose"}) {
            assertThat(with(Map.of()).of(option)).as(option).isEmpty();
        }
        assertThat(with(Map.of("TESTCASE", "")).of("--test")).isEmpty();
        assertThat(with(Map.of("TLS_DISABLE_VERIFY", "")).of("--tls-disable-verify"))
                .isEmpty();
    }
}
