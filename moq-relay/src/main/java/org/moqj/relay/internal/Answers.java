package org.moqj.relay.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives answers that may come too late: the request's deadline may have refused it meanwhile. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void give(Runnable answer) {
        try {
            answer.run();
        } catch (IllegalStateException e) {
            LOG.debug("an answer came too late: {}", e.getMessage());
        }
    }
}
