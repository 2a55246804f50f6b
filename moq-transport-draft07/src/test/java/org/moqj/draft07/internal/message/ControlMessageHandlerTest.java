package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.moqj.core.spi.wire.ProtocolViolation;

class ControlMessageHandlerTest {

    @Provide
    Arbitrary<? extends ControlMessage> messages() {
        return Arbitraries.of(ControlMessageType.class).flatMap(AnyMessage::of);
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void takesEachMessageByTheMethodOfItsName(@ForAll("messages") ControlMessage message) throws ProtocolViolation {
        EveryType.isAmong(message);
        ControlMessageHandler handler = mock();

        message.accept(handler);

        assertThat(mockingDetails(handler).getInvocations()).singleElement().satisfies(call -> {
            assertThat(call.getMethod().getName())
                    .isEqualTo("on" + message.getClass().getSimpleName());
            assertThat(call.getArguments()).containsExactly(message);
        });
    }
}
