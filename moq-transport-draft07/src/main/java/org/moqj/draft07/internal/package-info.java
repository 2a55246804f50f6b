/**
 * What moq-core's service loader finds: the entry to <a href="https://datatracker.ietf.org/doc/html/draft-ietf-moq-transport-07">draft-ietf-moq-transport-07</a>.
 * Messages, data streams and sessions have packages of their own below.
 */
@NullMarked
package org.moqj.draft07.internal;

import org.jspecify.annotations.NullMarked;
