/**
 * What users program against: clients, servers, sessions, publishing and subscribing, options and errors.
 *
 * <p>Everything here is thread-safe unless it says otherwise, and none of it speaks a draft or opens a socket: drafts
 * and transports are services, found on the class or module path. The words are those of
 * <a href="https://datatracker.ietf.org/doc/html/draft-ietf-moq-transport-14">draft-14</a>; where
 * <a href="https://datatracker.ietf.org/doc/html/draft-ietf-moq-transport-07">draft-07</a> has another word, the
 * documentation gives it.
 */
@NullMarked
package org.moqj.core;

import org.jspecify.annotations.NullMarked;
