package org.moqj.cli.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

    @Test
    void writesWholePiecesUntilItIsFinished() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Output output = Output.to(stream);

        output.write(ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1));
        output.finish();
        output.write(ByteBuffer.wrap(new byte[] {4}));

        assertThat(stream.toByteArray()).containsExactly(2, 3);
    }

    @Test
    void replacesAFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("out"), new byte[10]);

        try (Output output = Output.to(file)) {
            output.write(ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(file).hasBinaryContent(new byte[] {1});
    }
}
