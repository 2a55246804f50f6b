package org.moqj.tests.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;

/** A scenario that runs in every draft there is; the test gets the draft. Listed in docs/scenarios.md. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(EachDraft.Source.class)
@interface EachDraft {

    /** What the scenario is about where some drafts lack it: there it shows that the request fails at once. */
    Feature[] needs() default {};

    /** All drafts on the class path. */
    final class Source implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return MoqDraft.available().stream().map(Arguments::of);
        }
    }
}
