package org.moqj.cli;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.bench.BenchReport;
import org.moqj.cli.bench.BenchRun;
import org.moqj.cli.bench.Dialogue;
import org.moqj.cli.bench.Load;
import org.moqj.cli.bench.PublisherWorker;
import org.moqj.cli.bench.RelayWorker;
import org.moqj.cli.bench.SubscribersWorker;
import org.moqj.cli.bench.Venue;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import org.moqj.core.MoqClient;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOptions.Delivery;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code moqj bench}: how much goes through, and in what time. */
@Command(
        name = "bench",
        description = {
            "Sends objects from one process to subscribers in another, and reports what came, in what time, and what it "
                    + "cost.",
            "Through an embedded relay in a process of its own; with --url through the relay there; with --direct from "
                    + "the publisher itself.",
            "With a --rate, latency counts from when an object was due; without, the publisher sends as fast as there is "
                    + "room, and latency is only how deep the queues are."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj bench --rate 1000 --duration 10",
            "  moqj bench --direct --rate 1000 --duration 10",
            "  moqj bench --url https://localhost:4443 --tls-disable-verify --rate max --object-size 16384",
        })
final class Bench implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable Moqj moqj;

    @Option(names = "--url", paramLabel = "URL", description = "The relay: https for WebTransport, moqt for raw QUIC.")
    private @Nullable String url;

    @Option(names = "--direct", description = "The publisher serves the subscribers itself.")
    private boolean direct;

    /** What {@code --transport} takes. */
    enum Carrier {
        WT("https"),
        QUIC("moqt");

        private final String scheme;

        Carrier(String scheme) {
            this.scheme = scheme;
        }
    }

    @Option(
            names = "--transport",
            paramLabel = "wt|quic",
            defaultValue = "wt",
            description = "Without --url: WebTransport or raw QUIC. Default: ${DEFAULT-VALUE}.")
    private Carrier transport = Carrier.WT;

    @Option(
            names = "--object-size",
            paramLabel = "BYTES",
            defaultValue = "1200",
            description = "Payload of an object. Default: ${DEFAULT-VALUE}.")
    private int objectSize;

    @Option(
            names = "--group-size",
            paramLabel = "OBJECTS",
            defaultValue = "50",
            description = "Objects in a group. Default: ${DEFAULT-VALUE}.")
    private int groupSize;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "1",
            description = "Tracks side by side, each on a stream of its own. Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--rate",
            paramLabel = "OBJECTS_PER_S|max",
            defaultValue = "1000",
            description = "Objects a second, over all tracks; max for as many as there is room for. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String rate = "";

    @Option(
            names = "--delivery",
            paramLabel = "subgroup|datagram|object-per-stream",
            defaultValue = "subgroup",
            converter = DeliveryConverter.class,
            description = "How objects travel. Default: ${DEFAULT-VALUE}.")
    private Delivery delivery = Delivery.SUBGROUP;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Subscribers, each with a session of its own. Default: ${DEFAULT-VALUE}.")
    private int subscribers;

    @Option(
            names = "--stalled",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "More subscribers, that stop reading behind their first object: the others should not notice. "
                            + "Default: ${DEFAULT-VALUE}.")
    private int stalled;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "For how long. Default: ${DEFAULT-VALUE}.")
    private double duration;

    @Option(names = "--json", description = "Write the report as a JSON object.")
    private boolean json;

    @Mixin(name = "dial")
    private final DialOptions dial = new DialOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    /** What a process of the bench is for. */
    enum Role {
        RELAY,
        PUBLISHER,
        SUBSCRIBERS
    }

    @Option(names = "--bench-role", hidden = true)
    private @Nullable Role role;

    @Option(names = "--bench-namespace", hidden = true)
    private String namespace = "";

    @Option(names = "--bench-url", hidden = true)
    private @Nullable String offeredUrl;

    @Option(names = "--bench-pin", hidden = true)
    private @Nullable String pin;

    @Override
    public Integer call() throws InterruptedException {
        logs.apply();
        Load load = load();
        if (url != null && direct) {
            throw CommandException.usage("a bench goes through a relay or not", "only one of --url and --direct");
        }
        Role part = role;
        if (part != null) {
            work(part, load);
            return ExitCode.DONE;
        }
        Moqj program = Moqj.of(moqj);
        BenchRun run = new BenchRun(load, arguments(), program.stop());
        print(url == null && !direct ? run.runThroughRelay() : run.run(), program.terminal());
        return ExitCode.DONE;
    }

    private Load load() {
        return new Load(
                objectSize,
                groupSize,
                streams,
                rate.equals("max") ? OptionalDouble.empty() : OptionalDouble.of(objectsPerSecond()),
                delivery,
                subscribers,
                stalled,
                Duration.ofNanos(Math.round(duration * 1e9)));
    }

    private double objectsPerSecond() {
        try {
            return Double.parseDouble(rate);
        } catch (NumberFormatException e) {
            throw CommandException.usage("'" + rate + "' is no rate", "--rate 1000, or --rate max");
        }
    }

    /** Returns the words after {@code moqj}, {@code bench} among them. */
    private List<String> arguments() {
        if (spec == null) {
            throw new IllegalStateException("the parser sets it before the command runs");
        }
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private void work(Role part, Load load) throws InterruptedException {
        Moqj program = Moqj.of(moqj);
        Dialogue bench = new Dialogue(program.terminal(), program.stop());
        TrackNamespace where = TrackNamespace.parse(namespace);
        switch (part) {
            case RELAY -> new RelayWorker(bench, program.stop()).run(transport.scheme);
            case PUBLISHER -> {
                try (Venue venue = venue(program)) {
                    new PublisherWorker(load, where, bench, program.stop()).run(venue, transport.scheme);
                }
            }
            case SUBSCRIBERS -> {
                try (MoqClient client = client(program.terminal())) {
                    new SubscribersWorker(load, where, bench, program.stop()).run(client, String.valueOf(offeredUrl));
                }
            }
        }
    }

    private Venue venue(Moqj program) {
        String relay = offeredUrl == null ? url : offeredUrl;
        return relay == null ? Venue.direct(program.stop()) : Venue.atRelay(client(program.terminal()), relay);
    }

    private MoqClient client(Terminal terminal) {
        String certificate = pin;
        if (certificate == null) {
            return Connection.client(
                    dial,
                    Limits.defaults(),
                    terminal,
                    dial.transport().nativeTransport(true).build());
        }
        return MoqClient.builder()
                .transport(Venue.transport(
                        TlsOptions.builder().pinSha256(certificate).build()))
                .session(dial.session(Limits.defaults()))
                .build();
    }

    private void print(BenchReport report, Terminal terminal) {
        if (json) {
            new JsonLines(terminal.out()).write(report.json());
        } else {
            report.lines().forEach(terminal::print);
        }
        if (!report.isComplete()) {
            throw CommandException.failed("not everything came through", "data", "see the report; run again with -v");
        }
    }
}
