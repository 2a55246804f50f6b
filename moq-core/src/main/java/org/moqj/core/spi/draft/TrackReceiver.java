package org.moqj.core.spi.draft;

import org.moqj.core.model.MoqObject;

/** Takes the objects of one track. */
public interface TrackReceiver {

    /**
     * A subgroup's stream begins. Called once a stream, when its header (and, where the header leaves the subgroup to
     * the first object, that object's id) is known.
     *
     * @param stream the stream, to pause or to stop it
     * @return what takes this stream's objects
     */
    SubgroupReceiver onSubgroup(SubgroupHeader header, IncomingStream stream);

    /**
     * An object arrived in a datagram.
     *
     * @param endOfGroup whether the publisher says that this is its group's last object
     */
    void onDatagram(MoqObject object, boolean endOfGroup);
}
