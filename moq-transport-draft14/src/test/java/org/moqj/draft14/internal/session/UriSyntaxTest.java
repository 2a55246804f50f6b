package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a/b", "//", "/a?x=1&y=/z?", "?q", "/%41", "/a:@!$&'()*+,;=-._~"})
    void acceptsPath(String path) {
        assertThat(UriSyntax.isPath(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a b", "/%4", "/%zz", "/a#b", "/\u00e4", "/a?b#c", "/[", "http://x/"})
    void rejectsPath(String path) {
        assertThat(UriSyntax.isPath(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.test", "a.test:443", "a.test:", "127.0.0.1:1", "[::1]", "[::1]:443", "me@a.test"})
    void acceptsAuthority(String authority) {
        assertThat(UriSyntax.isAuthority(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":443", "a.test:x", "a/b", "a b", "[]", "[::1", "::1", "me@", "a.test:4:4", "a\u0000"})
    void rejectsAuthority(String authority) {
        assertThat(UriSyntax.isAuthority(authority)).isFalse();
    }
}
