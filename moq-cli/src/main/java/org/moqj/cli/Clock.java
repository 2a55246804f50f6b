package org.moqj.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.clock.ClockFace;
import org.moqj.cli.clock.ClockSource;
import org.moqj.cli.clock.Ticker;
import org.moqj.cli.subscribe.Intake;
import org.moqj.cli.subscribe.Subscriptions;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.Counters;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.core.Feature;
import org.moqj.core.FetchOptions;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqStreamException;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj clock}: the time of day, sent or shown. */
@Command(
        name = "clock",
        description = "Shows the time that a publisher sends each second, or publishes it; as moq-clock-ietf does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj clock https://relay.example.com --publish",
            "  moqj clock https://relay.example.com",
        })
final class Clock implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "connect")
    private final ConnectOptions connect = new ConnectOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            defaultValue = "clock",
            description = "The namespace. Default: ${DEFAULT-VALUE}.")
    private String namespace = "clock";

    @Option(
            names = "--track",
            paramLabel = "TRACK",
            defaultValue = "now",
            description = "The track. Default: ${DEFAULT-VALUE}.")
    private String track = "now";

    @Option(names = "--publish", description = "Publish the time instead of showing it.")
    private boolean publish;

    @Option(names = "--datagrams", description = "With --publish: send each second as a datagram.")
    private boolean datagrams;

    @Override
    public Integer call() {
        logs.apply();
        if (datagrams && !publish) {
            throw CommandException.usage("--datagrams is for publishers", "give --publish, or leave it out");
        }
        Moqj program = Moqj.of(moqj);
        PrintStream out = new PrintStream(program.terminal().out(), true, StandardCharsets.UTF_8);
        if (publish) {
            publish(program, out);
        } else {
            show(program, out);
        }
        return ExitCode.DONE;
    }

    private void publish(Moqj program, PrintStream out) {
        TrackOptions.Delivery delivery = datagrams ? TrackOptions.Delivery.DATAGRAM : TrackOptions.Delivery.SUBGROUP;
        Publishing.Plan plan = new Publishing.Plan(
                TrackNamespace.parse(namespace),
                TrackOptions.defaults().withDelivery(delivery),
                null,
                false,
                Duration.ZERO,
                true);
        new Publishing(program, logs)
                .run(
                        connect,
                        plan,
                        () -> new ClockSource(track, datagrams, Ticker.ofSystem(program.stop()), out::println));
    }

    private void show(Moqj program, PrintStream out) {
        try (Connection connection = Connection.dial(connect, Limits.defaults(), program.terminal())) {
            MoqSession session = connection.session(program.stop(), program.terminal(), logs.isTalking());
            Subscriptions subscriptions =
                    new Subscriptions(session, TrackNamespace.parse(namespace), program.stop(), new Counters());
            Subscription time = subscriptions.subscribe(track, SubscribeOptions.defaults());
            ClockFace face = new ClockFace(out::println);
            recall(session, time, face, program);
            program.stop().await(Intake.each(time.objects(), face::accept));
        }
    }

    /** Without the first object of its group, all of the time would be missing but the second, for up to a minute. */
    private static void recall(MoqSession session, Subscription time, ClockFace face, Moqj program) {
        if (!session.supports(Feature.JOINING_FETCH) || time.largest().isEmpty()) {
            return;
        }
        try (org.moqj.core.Fetch past =
                program.stop().await(session.fetchPreceding(time, 0, FetchOptions.defaults()))) {
            program.stop().await(Intake.each(past.objects(), face::recall));
        } catch (MoqRequestException | MoqStreamException e) {
            program.terminal().say("the time comes with the next minute: " + e.getMessage());
        }
    }
}
