package org.moqj.cli;

import java.io.IOException;
import org.moqj.cli.subscribe.Arrivals;
import org.moqj.cli.subscribe.Output;
import org.moqj.cli.terminal.Counters;
import org.moqj.cli.terminal.Progress;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.MoqSession;

/** Receives objects: connects, hands them to where they go, and counts them. */
final class Receiving {

    private final Terminal terminal;
    private final Stop stop;
    private final boolean talk;

    Receiving(Moqj moqj, LogOptions logs) {
        this.terminal = moqj.terminal();
        this.stop = moqj.stop();
        this.talk = logs.isTalking();
    }

    /** Asks a session for objects. */
    @FunctionalInterface
    interface Asking {

        /** Counts all objects that come, and writes what is wanted of them. Returns when no more will come. */
        void receive(MoqSession session, Arrivals arrivals, Output output) throws IOException;
    }

    void run(ConnectOptions connect, OutputOptions outputs, Asking asking) throws IOException {
        Counters counters = new Counters();
        try (Output output = outputs.payloads(terminal);
                Connection connection = Connection.dial(connect, outputs.limits(), terminal);
                Progress progress = new Progress(terminal, counters)) {
            MoqSession session = connection.session(stop, terminal, talk);
            progress.show(talk);
            try {
                asking.receive(session, new Arrivals(counters, outputs.log(terminal)), output);
            } finally {
                // Nothing more is written from here on, and nothing is cut.
                output.finish();
                if (talk) {
                    terminal.say("received " + counters.line());
                }
            }
        }
    }
}
