package org.moqj.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Takes SIGINT and SIGTERM: the first asks the command to end, the second ends the process at once.
 *
 * <p>Uses {@code sun.misc.Signal} by name, because a shutdown hook is told of the first signal only, and javac warns of
 * every use of that class.
 */
public final class Signals {

    private Signals() {}

    /** Connects the process's signals with {@code stop}; where the JVM has no such signals, nothing happens. */
    public static void connect(Stop stop) {
        InvocationHandler onSignal = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                onSignal(stop);
                return null;
            }
            // The methods of Object; equals and hashCode by identity.
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Signals";
            };
        };
        for (String name : new String[] {"INT", "TERM"}) {
            connect(name, onSignal);
        }
    }

    private static void onSignal(Stop stop) {
        if (stop.isRequested()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        stop.request();
    }

    private static void connect(String name, InvocationHandler onSignal) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // This JVM has no such signals or keeps them to itself (-Xrs): the default action ends the process.
            return;
        }
    }
}
