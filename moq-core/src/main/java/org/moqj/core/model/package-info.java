/**
 * The object model: tracks with their names, groups, subgroups and objects, with the ids that are on the wire.
 *
 * <p>Values only: immutable, thread-safe, without any protocol. Sections 2 of
 * <a href="https://datatracker.ietf.org/doc/html/draft-ietf-moq-transport-14#section-2">draft-14</a> and
 * <a href="https://datatracker.ietf.org/doc/html/draft-ietf-moq-transport-07#section-2">draft-07</a>.
 */
@NullMarked
package org.moqj.core.model;

import org.jspecify.annotations.NullMarked;
