package org.moqj.core.spi.draft;

import java.util.Optional;
import org.moqj.core.DoneStatus;
import org.moqj.core.model.Location;

/**
 * How a subscription ended (PUBLISH_DONE, SUBSCRIBE_DONE).
 *
 * @param status what the code means
 * @param code the code on the wire
 * @param codeName its name in the session's draft, or its hex number
 * @param reason text of the peer's; not to be trusted in logs
 * @param finalLocation the last location, where the draft tells it
 */
public record SubscriptionDone(
        DoneStatus status, long code, String codeName, String reason, Optional<Location> finalLocation) {}
