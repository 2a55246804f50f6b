package org.moqj.tests.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class, or a method of one, as documents name it: {@code `TrackFeed`}, {@code `moq-core/TrackFeed`},
 * {@code `SetupTest.closesOnASecondSetup`}.
 *
 * @param module the Maven module
 * @param className the class
 * @param method the method; empty for the class itself
 */
record SourceName(String module, String className, String method) {

    private static final Pattern FORM = Pattern.compile("`(?:(moq-[a-z0-9-]+)/)?(\\w+)(?:\\.(\\w+))?`");

    /** Reads {@code text}, whose module is {@code module} unless it names another. */
    static SourceName of(String module, String text) {
        Matcher name = FORM.matcher(text);
        if (!name.matches()) {
            throw new AssertionError("Not a name of a class or method in backticks: " + text);
        }
        return new SourceName(
                name.group(1) == null ? module : name.group(1),
                name.group(2),
                name.group(3) == null ? "" : name.group(3));
    }
}
