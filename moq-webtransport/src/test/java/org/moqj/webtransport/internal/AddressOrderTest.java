package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressOrderTest {

    private static InetAddress v4(int last) {
        return address(new byte[] {(byte) 192, 0, 2, (byte) last});
    }

    private static InetAddress v6(int last) {
        byte[] bytes = new byte[16];
        bytes[0] = 0x20;
        bytes[1] = 0x01;
        bytes[15] = (byte) last;
        return address(bytes);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void familiesTakeTurnsIpv6First() {
        assertThat(AddressOrder.interleave(List.of(v4(1), v4(2), v4(3), v6(1), v6(2))))
                .containsExactly(v6(1), v4(1), v6(2), v4(2), v4(3));
    }

    @Test
    void keepsTheOrderOfAResolverWithOneFamily() {
        assertThat(AddressOrder.interleave(List.of(v4(2), v4(1)))).containsExactly(v4(2), v4(1));
        assertThat(AddressOrder.interleave(List.of(v6(2), v6(1)))).containsExactly(v6(2), v6(1));
    }
}
