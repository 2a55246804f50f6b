package org.moqj.cli.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqTransportException;
import org.moqj.core.Side;

/**
 * A connection to try.
 *
 * @param transport what carries it, in words
 * @param draft what to speak over it
 * @param url where
 */
public record Attempt(String transport, MoqDraft draft, URI url) {

    private static final Pattern URL = Pattern.compile("(?i)(?:https|moqt|quic)(://.*)");

    /**
     * Returns all that there is to try at {@code url}: both transports, whichever its scheme means.
     *
     * @throws MoqTransportException where it is no URL of ours
     */
    public static List<Attempt> all(String url, List<MoqDraft> drafts) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw MoqTransportException.of(
                    FailurePhase.URL, Side.LOCAL, "The URL's scheme must be https or moqt: " + url, null);
        }
        List<Attempt> attempts = new ArrayList<>();
        for (MoqDraft draft : drafts) {
            attempts.add(new Attempt("WebTransport", draft, URI.create("https" + parts.group(1))));
        }
        for (MoqDraft draft : drafts) {
            attempts.add(new Attempt("QUIC", draft, URI.create("moqt" + parts.group(1))));
        }
        return attempts;
    }
}
