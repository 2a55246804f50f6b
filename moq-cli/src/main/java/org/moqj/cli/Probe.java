package org.moqj.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.probe.Answer;
import org.moqj.cli.probe.Attempt;
import org.moqj.cli.probe.ShownCertificate;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.FailurePhase;
import org.moqj.core.Limits;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqTransportException;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj probe}: tries what a server speaks. */
@Command(
        name = "probe",
        description =
                "Tries each draft over WebTransport and over raw QUIC, all at once, each on a connection of its own;"
                        + " tells which answer, and the server's certificate. A server that is not trusted is not spoken"
                        + " to.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj probe https://relay.example.com",
            "  moqj probe moqt://localhost:4443 --tls-disable-verify --json",
        })
final class Probe implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "connect")
    private final ConnectOptions connect = new ConnectOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(names = "--json", description = "Write a JSON object for each attempt to stdout.")
    private boolean json;

    @Override
    public Integer call() {
        logs.apply();
        Moqj program = Moqj.of(moqj);
        List<Attempt> attempts = Attempt.all(connect.url(), connect.drafts());
        List<Answer> answers;
        try (MoqClient client = Connection.client(connect.dial(), Limits.defaults(), program.terminal())) {
            answers = program.stop().await(answers(client, attempts));
        }
        checkUrl(answers);
        show(answers, program.terminal());
        if (answers.stream().noneMatch(Answer::isYes)) {
            throw nobodyThere(answers);
        }
        return ExitCode.DONE;
    }

    private CompletableFuture<List<Answer>> answers(MoqClient client, List<Attempt> attempts) {
        List<CompletableFuture<Answer>> all =
                attempts.stream().map(attempt -> answer(client, attempt)).toList();
        return Background.allOrFirstFailure(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(nothing -> all.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Answer> answer(MoqClient client, Attempt attempt) {
        SessionOptions options = connect.session(Limits.defaults(), List.of(attempt.draft()));
        TlsOptions.Trust trust = connect.tls().trust();
        long begin = System.nanoTime();
        return client.connect(attempt.url(), options).handle((session, failure) -> {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return session == null
                    ? Answer.of(attempt, took, failure)
                    : Answer.of(attempt, took, session.info(), trust);
        });
    }

    /** A URL that is none was not tried. */
    private static void checkUrl(List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer.failure() instanceof MoqTransportException failure && failure.phase() == FailurePhase.URL) {
                throw failure;
            }
        }
    }

    private void show(List<Answer> answers, Terminal terminal) {
        if (json) {
            JsonLines lines = new JsonLines(terminal.out());
            answers.forEach(answer -> lines.write(answer.json()));
            return;
        }
        answers.forEach(answer -> terminal.print(answer.line()));
        Map<String, ShownCertificate> certificates = new LinkedHashMap<>();
        answers.forEach(answer -> answer.certificate().ifPresent(shown -> certificates.put(shown.sha256(), shown)));
        certificates.values().forEach(shown -> shown.lines(Instant.now()).forEach(terminal::print));
    }

    private static CommandException nobodyThere(List<Answer> answers) {
        Answer furthest =
                answers.stream().max(Comparator.comparing(Answer::phase)).orElseThrow();
        ErrorReport report = furthest.report();
        String hint = furthest.certificate()
                .map(shown -> "if that is the server's certificate: --tls-fingerprint " + shown.sha256())
                .orElse(report.hint());
        return CommandException.notConnected(report.what(), report.where(), hint);
    }
}
