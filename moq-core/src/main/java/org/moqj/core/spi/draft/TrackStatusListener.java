package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;
import org.moqj.core.TrackStatus;

/** The answer to a question for a track's state. Exactly one of the two is called, once. */
public interface TrackStatusListener {

    /** The peer answered; that the track does not exist is an answer too. */
    void onStatus(TrackStatus status);

    /** The peer refused to answer. */
    void onError(MoqRequestException refusal);
}
