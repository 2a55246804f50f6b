package org.moqj.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final int MOST_LINES = 12;

    @Test
    void showsATestThatRuns() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/org/moqj/testkit/ChatIT.java"));
        List<String> example = source.subList(source.indexOf("class ChatIT {"), source.size());

        assertThat(Files.readString(Path.of("../README.md"))).contains(String.join("\n", example));
        assertThat(example.stream().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
}
