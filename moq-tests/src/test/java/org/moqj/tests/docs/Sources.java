package org.moqj.tests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds classes and tests in the sources of all modules, which a class path of one module does not have. */
final class Sources {

    static final Path ROOT = Path.of("..");

    private static final Pattern TEST_ANNOTATION =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|Property|EachDraft)\\b");

    private Sources() {}

    /** Returns whether {@code name}'s module has this class among its main sources. */
    static boolean hasClass(SourceName name) throws IOException {
        return !files(name, "main").isEmpty();
    }

    /** Returns whether {@code name}'s module has this test method. */
    static boolean hasTest(SourceName name) throws IOException {
        for (Path file : files(name, "test")) {
            if (hasTest(Files.readString(file), name.method())) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> files(SourceName name, String kind) throws IOException {
        Path sources = ROOT.resolve(name.module()).resolve("src").resolve(kind).resolve("java");
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(file -> file.endsWith(name.className() + ".java")).toList();
        }
    }

    /** A method is a test when one of its annotations, which end at the last blank line above it, says so. */
    static boolean hasTest(String source, String method) {
        Matcher declaration =
                Pattern.compile("\\bvoid " + Pattern.quote(method) + "\\(").matcher(source);
        while (declaration.find()) {
            String above = source.substring(0, declaration.start());
            String annotations = above.substring(above.lastIndexOf("\n\n") + 1);
            if (TEST_ANNOTATION.matcher(annotations).find()) {
                return true;
            }
        }
        return false;
    }
}
