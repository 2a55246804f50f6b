package org.moqj.draft07.internal.data;

import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Takes the object of a datagram. */
@FunctionalInterface
public interface DatagramListener {

    /**
     * An object was read.
     *
     * @param subscribeId {@link SubgroupStreamHeader#NO_SUBSCRIBE_ID} in the draft's own layout
     */
    void onDatagram(long subscribeId, long trackAlias, MoqObject object) throws ProtocolViolation;
}
