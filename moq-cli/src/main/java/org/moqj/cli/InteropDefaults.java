package org.moqj.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What options of {@code moqj interop} are where the command line does not say: the variables that test harnesses set. */
final class InteropDefaults implements IDefaultValueProvider {

    private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off");

    /** A relay that is on the same machine or network answers at once. */
    private static final String TIMEOUT_SECONDS = "5";

    private final Function<String, @Nullable String> environment;

    /** Reads the process's environment. */
    InteropDefaults() {
        this(System::getenv);
    }

    InteropDefaults(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? of(option.longestName()).orElse(null) : null;
    }

    /** Returns the value of an option; empty where nothing sets it. */
    Optional<String> of(String option) {
        return switch (option) {
            case "--relay" -> variable("RELAY_URL");
            case "--test" -> variable("TESTCASE");
            case "--draft" -> variable("DRAFT").or(() -> variable("MOQT_DRAFT")).map(InteropDefaults::number);
            case "--tls-disable-verify" -> flag("TLS_DISABLE_VERIFY");
            case "--verbose" -> flag("VERBOSE");
            case "--timeout" -> Optional.of(TIMEOUT_SECONDS);
            default -> Optional.empty();
        };
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
    }

    private Optional<String> flag(String name) {
        return variable(name).map(value -> String.valueOf(!NO.contains(value.toLowerCase(Locale.ROOT))));
    }

    /** Takes {@code draft-14} for {@code 14}. */
    private static String number(String draft) {
        return draft.startsWith("draft-") ? draft.substring("draft-".length()) : draft;
    }
}
