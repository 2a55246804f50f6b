package org.moqj.cli.interop;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.moqj.core.MoqClient;
import org.moqj.core.SessionOptions;

/**
 * The relay that cases are played against.
 *
 * @param client dials it; the caller closes it
 * @param url where it is
 * @param sessions begins to describe a session: its drafts, the relay's profile, its deadlines
 * @param patience how long each single thing may take
 */
public record RelayUnderTest(MoqClient client, URI url, Supplier<SessionOptions.Builder> sessions, Duration patience) {}
