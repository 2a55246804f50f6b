package org.moqj.cli.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.moqj.core.PeerText;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request a line, and an answer a line, in the same order. */
public final class Batch {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Translation translation;

    /** Answers with {@code translation}. */
    public Batch(Translation translation) {
        this.translation = translation;
    }

    /**
     * Answers every line of {@code in}, to its end. What is wrong with a line is its answer, and never ends the batch.
     *
     * @throws IOException where reading or writing fails
     */
    public void run(InputStream in, OutputStream out) throws IOException {
        OutputStream answers = new BufferedOutputStream(out, 1 << 16);
        RequestLines lines = new RequestLines(in, answers);
        for (byte[] line = lines.next(RequestReader.MAX_BYTES);
                line != null;
                line = lines.next(RequestReader.MAX_BYTES)) {
            answers.write(JSON.writeValueAsBytes(answer(line)));
            answers.write('\n');
        }
        answers.flush();
    }

    private ObjectNode answer(byte[] line) {
        try {
            return translation.answer(RequestReader.read(line));
        } catch (ProtocolViolation e) {
            return failure(e);
        } catch (RuntimeException e) { // our bug: told, and the lines that follow are answered all the same
            LOG.error("Unforeseen failure of {}", translation, e);
            return failure(ProtocolViolation.invalid("request", "unforeseen: " + e));
        }
    }

    private static ObjectNode failure(ProtocolViolation violation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", false)
                .put("error", violation.kind().name().toLowerCase(Locale.ROOT))
                .put("field", PeerText.shown(violation.field()))
                .put("detail", PeerText.shown(violation.detail()));
    }
}
