package org.moqj.relay.internal;

import java.time.Duration;
import org.moqj.core.TrackOptions;
import org.moqj.relay.RelayAuthorizer;
import org.moqj.relay.RelayLimits;

/**
 * How a relay behaves.
 *
 * @param authorizer who may do what
 * @param limits what clients can make it hold
 * @param tracks cache and queues of each track
 * @param linger for how long a track that nobody watches is still subscribed to
 * @param goawayTimeout for how long sessions may stay after GOAWAY
 */
public record RelaySettings(
        RelayAuthorizer authorizer, RelayLimits limits, TrackOptions tracks, Duration linger, Duration goawayTimeout) {}
