package org.moqj.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.moqj.core.FailurePhase;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.MoqTransportException;
import org.moqj.core.RequestError;
import org.moqj.core.Side;
import org.moqj.core.UnsupportedFeatureException;

class ErrorReportTest {

    @Test
    void tellsWhatWhereAndWhatToTryInThreeLines() {
        ErrorReport report = ErrorReport.of(MoqRequestException.refused(
                "SUBSCRIBE a/b/c", 4, "TRACK_DOES_NOT_EXIST", RequestError.TRACK_DOES_NOT_EXIST, "no such track"));

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text().lines())
                .containsExactly(
                        "error: SUBSCRIBE a/b/c was refused with TRACK_DOES_NOT_EXIST: \"no such track\"",
                        "where: request, code 0x4 TRACK_DOES_NOT_EXIST",
                        "try:   check namespace and track name, and whether its publisher is there");
    }

    @Test
    void givesEachKindOfFailureItsExitCode() {
        assertThat(ErrorReport.of(MoqTransportException.of(FailurePhase.DNS, Side.LOCAL, "unknown host", null)))
                .isEqualTo(new ErrorReport(3, "unknown host", "DNS", FailurePhase.DNS.hint()));
        assertThat(ErrorReport.of(MoqTransportException.of(FailurePhase.URL, Side.LOCAL, "bad", null))
                        .exitCode())
                .isEqualTo(2);
        assertThat(ErrorReport.of(MoqTransportException.timeout(FailurePhase.UDP, "no answer"))
                        .exitCode())
                .isEqualTo(4);
        assertThat(ErrorReport.of(MoqRequestException.timeout("SUBSCRIBE", Duration.ofSeconds(1)))
                        .exitCode())
                .isEqualTo(4);
        assertThat(ErrorReport.of(sessionFailure(false)).exitCode()).isEqualTo(1);
        assertThat(ErrorReport.of(sessionFailure(true)).exitCode()).isEqualTo(4);
        assertThat(ErrorReport.of(new UnsupportedFeatureException(Feature.FETCH, "draft-07", ""))
                        .exitCode())
                .isEqualTo(1);
        assertThat(ErrorReport.of(new IllegalArgumentException("bad name")).exitCode())
                .isEqualTo(2);
        assertThat(ErrorReport.of(new NoSuchFileException("x.mp4")))
                .isEqualTo(new ErrorReport(2, "no such file: x.mp4", "input", "check the file's name"));
        assertThat(ErrorReport.of(new UncheckedIOException(new IOException("disk full")))
                        .what())
                .isEqualTo("disk full");
    }

    private static MoqSessionException sessionFailure(boolean timeout) {
        return new MoqSessionException(FailurePhase.DATA, Side.REMOTE, 3, "PROTOCOL_VIOLATION", "over", timeout, null);
    }

    @Test
    void looksThroughTheWrappingsOfFutures() {
        Throwable wrapped = new CompletionException(new CompletionException(sessionFailure(false)));

        assertThat(ErrorReport.of(wrapped).where()).isEqualTo("data, code 0x3 PROTOCOL_VIOLATION");
    }

    @Test
    void keepsAMessageOnOneLineWhateverIsInIt() {
        ErrorReport report = ErrorReport.of(new IllegalArgumentException("one\ntwo\u001b[31m"));

        assertThat(report.text().lines()).hasSize(3);
        assertThat(report.what()).isEqualTo("one\\u000atwo\\u001b[31m");
    }

    @Test
    void saysWhenItIsOurOwnFault() {
        assertThat(ErrorReport.of(new IllegalStateException("oops")))
                .isEqualTo(new ErrorReport(
                        1,
                        "unforeseen: java.lang.IllegalStateException: oops",
                        "moqj itself",
                        "report this, with what -vv prints"));
    }
}
