package org.moqj.core.spi.draft;

/** A fetch of ours. {@link #cancel()} sends FETCH_CANCEL and stops the stream. */
public interface FetchHandle extends RequestHandle {

    /** Pauses or resumes reading the fetch's stream, also before it has arrived. */
    void setReading(boolean reading);
}
