package org.moqj.tests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The inputs that fuzzing starts from, kept as text: blocks of hex between empty lines, with spaces anywhere and comments
 * behind {@code #}. They are put together by hand, or were found by fuzzing and are worth keeping.
 */
final class FuzzSeeds {

    private FuzzSeeds() {}

    /** Returns the seeds of {@code target}. */
    static List<byte[]> of(FuzzTarget target) throws IOException {
        String resource = target.label() + ".txt";
        try (InputStream in = Objects.requireNonNull(FuzzSeeds.class.getResourceAsStream(resource), resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static List<byte[]> parse(String text) {
        return Arrays.stream(text.replaceAll("(?m)#.*$", "").split("\n[ \t]*\n"))
                .map(block -> block.replaceAll("\\s", ""))
                .filter(block -> !block.isEmpty())
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    /** Writes the seeds of the target {@code args[0]} into the folder {@code args[1]}, one file each, for Jazzer. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<byte[]> seeds = of(FuzzTarget.named(args[0]));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve(String.format("seed-%03d", i)), seeds.get(i));
        }
    }
}
