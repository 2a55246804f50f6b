package org.moqj.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.cli.terminal.Background;

class BatchTest {

    private static final String GOOD = "{\"draft\":14,\"kind\":\"control\",\"hex\":\"15000243e8\"}";

    private static final String GOOD_ANSWER =
            "{\"ok\":true,\"type\":\"MAX_REQUEST_ID\",\"type_id\":\"21\",\"length\":5,"
                    + "\"fields\":{\"request_id\":\"1000\"}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x|request
                    ''|request
                    {|request
                    null|request
                    14|request
                    []|request
                    "text"|request
                    {"draft":14,"kind":"control","hex":"0a000100"} {}|request
                    {"draft":14,"draft":14,"kind":"control","hex":"0a000100"}|request
                    {"draft":14,"kind":"control","hex":"0a000100"|request
                    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]|request
                    {"kind":"control","hex":"0a000100"}|draft
                    {"draft":null,"kind":"control","hex":"0a000100"}|draft
                    {"draft":13,"kind":"control","hex":"0a000100"}|draft
                    {"draft":-7,"kind":"control","hex":"0a000100"}|draft
                    {"draft":14.0,"kind":"control","hex":"0a000100"}|draft
                    {"draft":99999999999999999999,"kind":"control","hex":"0a000100"}|draft
                    {"draft":"fourteen","kind":"control","hex":"0a000100"}|draft
                    {"draft":14,"hex":"0a000100"}|kind
                    {"draft":14,"kind":"CONTROL","hex":"0a000100"}|kind
                    {"draft":14,"kind":7,"hex":"0a000100"}|kind
                    {"draft":14,"kind":"control"}|hex
                    {"draft":14,"kind":"control","hex":null}|hex
                    {"draft":14,"kind":"control","hex":10}|hex
                    {"draft":14,"kind":"control","hex":"0a00010"}|hex
                    {"draft":14,"kind":"control","hex":"0a 0001 00"}|hex
                    {"draft":14,"kind":"control","hex":"0x0a0001"}|hex
                    {"draft":14,"kind":"control","hex":"٣٤"}|hex
                    """)
    void answersABadLineWithTheMemberAtFault(String line, String field) {
        List<JsonNode> answers =
                Answers.all(Translation.DECODE, (line + "\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("ok").booleanValue()).isFalse();
        assertThat(answers.get(0).get("error").textValue()).isEqualTo("invalid");
        assertThat(answers.get(0).get("field").textValue()).isEqualTo(field);
        assertThat(answers.get(0).get("detail").textValue()).isNotEmpty();
        assertThat(answers.get(1)).hasToString(GOOD_ANSWER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"draft":14,"kind":"control","fields":{"request_id":"0"}}|type
                    {"draft":14,"kind":"control","type":10,"fields":{"request_id":"0"}}|type
                    {"draft":14,"kind":"varint","type":"UNSUBSCRIBE","fields":{"value":"0"}}|type
                    {"draft":14,"kind":"control","type":"UNSUBSCRIBE"}|fields
                    {"draft":14,"kind":"control","type":"UNSUBSCRIBE","fields":[]}|fields
                    {"draft":14,"kind":"control","type":"UNSUBSCRIBE","fields":{"request_id":null}}|request_id
                    {"draft":14,"kind":"control","type":"UNSUBSCRIBE","fields":{"request_id":99999999999999999999}}|request_id
                    """)
    void answersABadRequestToEncode(String line, String field) {
        JsonNode answer = Answers.one(Translation.ENCODE, line);

        assertThat(answer.get("error").textValue()).isEqualTo("invalid");
        assertThat(answer.get("field").textValue()).isEqualTo(field);
    }

    @Test
    void answersBytesThatAreNoUtf8() {
        JsonNode answer = Answers.all(Translation.DECODE, new byte[] {'"', (byte) 0xc3, 0x28, '"', '\n'})
                .get(0);

        assertThat(answer.get("field").textValue()).isEqualTo("request");
    }

    @Test
    void takesIntegersAsNumbersToo() {
        JsonNode answer = Answers.one(
                Translation.ENCODE,
                "{\"draft\":\"14\",\"kind\":\"control\",\"type\":\"unsubscribe\",\"fields\":{\"request_id\":64}}");

        assertThat(answer).hasToString("{\"ok\":true,\"hex\":\"0a00024040\"}");
    }

    @Test
    void answersInOrderAndTheLastLineWithoutItsEndToo() {
        String lines = IntStream.range(0, 3000)
                .mapToObj(i ->
                        "{\"draft\":7,\"kind\":\"varint\",\"hex\":\"" + String.format("%08x", 0x80000000L + i) + "\"}")
                .collect(Collectors.joining("\r\n"));

        List<JsonNode> answers = Answers.all(Translation.DECODE, lines.getBytes(StandardCharsets.UTF_8));

        assertThat(answers)
                .extracting(answer -> answer.get("fields").get("value").asInt())
                .containsExactlyElementsOf(IntStream.range(0, 3000).boxed().toList());
    }

    @Test
    void answersNothingWithNothing() {
        assertThat(Answers.all(Translation.DECODE, new byte[0])).isEmpty();
    }

    @Test
    void answersAHugeLineAndGoesOn() {
        byte[] good = ("\n" + GOOD).getBytes(StandardCharsets.UTF_8);
        byte[] huge = new byte[RequestReader.MAX_BYTES + 1 + good.length];
        Arrays.fill(huge, (byte) ' ');
        System.arraycopy(good, 0, huge, RequestReader.MAX_BYTES + 1, good.length);

        List<JsonNode> answers = Answers.all(Translation.DECODE, huge);

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("detail").textValue()).contains(Integer.toString(RequestReader.MAX_BYTES));
        assertThat(answers.get(1)).hasToString(GOOD_ANSWER);
    }

    @Test
    void keepsNoMoreOfALineThanIsWanted() throws IOException {
        byte[] lines = ("x".repeat(200_000) + "\nyes\n").getBytes(StandardCharsets.US_ASCII);
        RequestLines reader = new RequestLines(new ByteArrayInputStream(lines), () -> {});

        assertThat(reader.next(3)).isEqualTo("xxxx".getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.next(3)).isEqualTo("yes".getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.next(3)).isNull();
    }

    @Test
    void echoesNoMoreThanAPieceOfWhatIsWrong() {
        JsonNode answer = Answers.one(
                Translation.ENCODE,
                "{\"draft\":14,\"kind\":\"control\",\"type\":\"" + "T".repeat(100_000) + "\",\"fields\":{}}");

        assertThat(answer.get("detail").textValue()).hasSizeLessThan(300);
    }

    /** A script may ask its next question only once it knows the answer to this one. */
    @Test
    void answersBeforeItWaitsForTheNextLine() throws Exception {
        PipedOutputStream questions = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(questions);
        CompletableFuture<String> firstAnswer = new CompletableFuture<>();
        CompletableFuture<Boolean> end = Background.run("batch", () -> {
            new Batch(Translation.DECODE).run(in, new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int offset, int length) {
                    super.write(bytes, offset, length);
                    firstAnswer.complete(toString(StandardCharsets.UTF_8));
                }
            });
            return true;
        });

        questions.write((GOOD + "\n").getBytes(StandardCharsets.UTF_8));
        questions.flush();

        assertThat(firstAnswer.join()).isEqualTo(GOOD_ANSWER + "\n");
        questions.close();
        assertThat(end.join()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "25, 1, 37",
        "7bbd, 2, 15293",
        "9d7f3e7d, 4, 494878333",
        "c2197c5eff14e88c, 8, 151288809941952652",
        "4025, 2, 37",
        "ffffffffffffffff, 8, 4611686018427387903"
    })
    void decodesTheVarintsOfRfc9000(String hex, int length, String value) {
        assertThat(Answers.one(Translation.DECODE, "{\"draft\":7,\"kind\":\"varint\",\"hex\":\"" + hex + "\"}"))
                .hasToString("{\"ok\":true,\"type\":\"VARINT\",\"length\":" + length + ",\"fields\":{\"value\":\""
                        + value + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({"'', incomplete", "40, incomplete", "c0000000000000, incomplete", "0000, invalid"})
    void refusesWhatIsNotOneVarint(String hex, String error) {
        JsonNode answer = Answers.one(Translation.DECODE, "{\"draft\":14,\"kind\":\"varint\",\"hex\":\"" + hex + "\"}");

        assertThat(answer.get("error").textValue()).isEqualTo(error);
        assertThat(answer.get("field").textValue()).isEqualTo("value");
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "63, 3f", "64, 4040", "16383, 7fff", "16384, 80004000", "1073741824, c000000040000000"})
    void encodesTheShortestVarint(String value, String hex) {
        assertThat(Answers.one(
                        Translation.ENCODE,
                        "{\"draft\":14,\"kind\":\"varint\",\"type\":\"VARINT\",\"fields\":{\"value\":\"" + value
                                + "\"}}"))
                .hasToString("{\"ok\":true,\"hex\":\"" + hex + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "14, control, 010000", "14, control, 4040000000", "14, control, 7fff0000", "14, stream, 16", "14, stream, 1f",
        "14, stream, 02", "14, datagram, 08", "14, datagram, 22", "14, datagram, ffffffffffffffff", "7, control, 1a00",
        "7, control, 2000", "7, stream, 02", "7, stream, 10", "7, datagram, 00", "7, datagram, ffffffffffffffff"
    })
    void saysThatADraftKnowsNoSuchType(int draft, String kind, String hex) {
        JsonNode answer = Answers.one(
                Translation.DECODE, "{\"draft\":" + draft + ",\"kind\":\"" + kind + "\",\"hex\":\"" + hex + "\"}");

        assertThat(answer.get("error")).as("%s", answer).hasToString("\"unknown_type\"");
        assertThat(answer.get("field").textValue()).endsWith("Type");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # the rest of the message cannot hold them
                    14, control, 03000b0001ffffffffffffffff00, Track Namespace
                    14, control, 0a0000, Request ID
                    14, control, 20000a01c0000000ff00000e40, Number of Parameters
                    14, control, 200009c000000000000001, Supported Versions
                    14, control, 2000050001014561, Parameter Value
                    7, control, 0a00, Subscribe ID
                    7, control, 10024040, New Session URI
                    7, control, 0604010a6161, Track Namespace
                    14, stream, 1002078000800000ff41, Object Payload
                    7, stream, 040107038000800000ff41, Object Payload
                    7, datagram, 01050708810268, Object Payload
                    """)
    void namesTheFieldThatIsCutShort(int draft, String kind, String hex, String field) {
        JsonNode answer = Answers.one(
                Translation.DECODE, "{\"draft\":" + draft + ",\"kind\":\"" + kind + "\",\"hex\":\"" + hex + "\"}");

        assertThat(answer.get("ok").booleanValue()).isFalse();
        assertThat(answer.get("field").textValue()).as("%s", answer).isEqualTo(field);
    }
}
