package org.moqj.core.internal;

import java.util.function.Predicate;
import org.moqj.core.ServerOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients may ask a server for: the user's predicates, which refuse where they throw.
 *
 * @param path asked about a path with its query
 * @param authority asked about a host, with its port where it has one
 */
record ServedUrls(Predicate<String> path, Predicate<String> authority) {

    private static final Logger LOG = LoggerFactory.getLogger(ServedUrls.class);

    static final ServedUrls ALL = new ServedUrls(path -> true, authority -> true);

    static ServedUrls of(ServerOptions options) {
        return new ServedUrls(options.acceptedPath(), options.acceptedAuthority());
    }

    boolean hasPath(String wanted) {
        return test("paths", path, wanted);
    }

    boolean hasAuthority(String wanted) {
        return test("authorities", authority, wanted);
    }

    private static boolean test(String what, Predicate<String> predicate, String wanted) {
        try {
            return predicate.test(wanted);
        } catch (Throwable e) { // the user's code: what it throws must not end up in the protocol
            LOG.warn("the predicate of accepted {} threw; the client is refused", what, e);
            return false;
        }
    }
}
