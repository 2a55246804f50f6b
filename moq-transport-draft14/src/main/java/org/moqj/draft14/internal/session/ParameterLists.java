package org.moqj.draft14.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.moqj.core.AuthToken;
import org.moqj.core.model.ByteString;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;

/** Builds the parameters of a message from what core asks for, and finds what core wants to know in those of the peer. */
final class ParameterLists {

    private final List<Parameter> list = new ArrayList<>();

    private ParameterLists() {}

    static ParameterLists empty() {
        return new ParameterLists();
    }

    ParameterLists number(KnownParameter parameter, long value) {
        list.add(new Parameter.Numeric(parameter.type(), value));
        return this;
    }

    ParameterLists text(KnownParameter parameter, String value) {
        list.add(new Parameter.Binary(parameter.type(), ByteString.of(value)));
        return this;
    }

    /** Appends a time in milliseconds where there is one; less than one is not sent, 0 has no meaning. */
    ParameterLists time(KnownParameter parameter, Optional<Duration> value) {
        value.filter(time -> time.toMillis() > 0).ifPresent(time -> number(parameter, time.toMillis()));
        return this;
    }

    ParameterLists tokens(List<AuthToken> tokens) {
        list.addAll(AuthTokens.parameters(tokens));
        return this;
    }

    Parameters build() {
        return list.isEmpty() ? Parameters.NONE : new Parameters(list);
    }

    /** Returns a time in milliseconds; 0, which has no meaning, as if it were not there. */
    static Optional<Duration> time(Parameters parameters, KnownParameter wanted) {
        OptionalLong millis = parameters.number(wanted);
        return millis.isPresent() ? duration(millis.getAsLong()) : Optional.empty();
    }

    /** Returns a time in milliseconds, 0 standing for none. */
    static Optional<Duration> duration(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
