package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.spi.wire.ProtocolViolation;

class ControlMessageHandlerTest {

    private static List<Vectors.Vector> vectors() {
        return Vectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void takesEachMessageByTheMethodOfItsName(Vectors.Vector vector) throws ProtocolViolation {
        ControlMessageHandler handler = mock();

        vector.message().accept(handler);

        assertThat(mockingDetails(handler).getInvocations()).singleElement().satisfies(call -> {
            assertThat(call.getMethod().getName())
                    .isEqualTo("on" + vector.message().getClass().getSimpleName());
            assertThat(call.getArguments()).containsExactly(vector.message());
        });
    }
}
