package org.moqj.core.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.SessionOptions;
import org.moqj.core.TokenProvider;
import org.moqj.core.TokenUse;

/** Where the tokens of a session and of its requests come from: the options, or the user's provider. Thread-safe. */
final class Tokens {

    private final @Nullable TokenProvider provider;
    private final Callbacks callbacks;

    Tokens(SessionOptions options, Callbacks callbacks) {
        this.provider = options.tokenProvider().orElse(null);
        this.callbacks = callbacks;
    }

    /** Returns whether {@code named} are all there is, so that nobody has to be asked. */
    boolean areThere(List<AuthToken> named) {
        return provider == null || !named.isEmpty();
    }

    /** Returns {@code named}, or else what the provider says; it is asked on the callback executor. */
    CompletableFuture<List<AuthToken>> of(List<AuthToken> named, TokenUse use) {
        TokenProvider asked = provider;
        if (asked == null || !named.isEmpty()) {
            return CompletableFuture.completedFuture(named);
        }
        CompletableFuture<List<AuthToken>> given = new CompletableFuture<>();
        callbacks.execute(() -> ask(asked, use, given));
        return given;
    }

    private static void ask(TokenProvider asked, TokenUse use, CompletableFuture<List<AuthToken>> given) {
        try {
            asked.tokens(use).thenApply(List::copyOf).whenComplete((tokens, error) -> {
                if (error == null) {
                    given.complete(tokens);
                } else {
                    given.completeExceptionally(unwrapped(error));
                }
            });
        } catch (Throwable e) { // whatever user code throws is the caller's to hear
            given.completeExceptionally(e);
        }
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
