package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;

/**
 * docs/scenarios.md lists the scenarios as they are: it is made from them. After a change,
 * {@code ./mvnw -pl moq-tests -am verify -Dtest=ScenarioListTest -Dscenarios.write=true} writes it anew.
 */
class ScenarioListTest {

    private static final Path LIST = Path.of("..", "docs", "scenarios.md");
    private static final Path HERE = Path.of("src", "test", "java", "org", "moqj", "tests", "session");
    private static final int AT_LEAST = 75;

    private static final String HEAD = """
            # Session scenarios

            What a client's and a server's session do together, over an in-memory transport with virtual time, in each draft:
            `moq-tests`, package `org.moqj.tests.session`. A scenario is one text for all drafts. Where a draft lacks what it is
            about, the scenario shows there that the request fails at once with `UnsupportedFeatureException`, and that nothing
            else ends; the list names the feature then.

            `ScenarioListTest` makes this list from the tests, and fails where the two differ.
            """;

    private record Scenario(Class<?> theme, Method method) {

        String title() {
            return words(method.getName());
        }

        List<Feature> needs() {
            return List.of(method.getAnnotation(EachDraft.class).needs());
        }
    }

    @Test
    void theListIsWhatTheTestsAre() throws Exception {
        String expected = list();
        if (Boolean.getBoolean("scenarios.write")) {
            Files.writeString(LIST, expected);
        }

        assertThat(Files.readString(LIST))
                .as("docs/scenarios.md; -Dscenarios.write=true writes it anew")
                .isEqualTo(expected);
    }

    @Test
    void thereAreEnoughScenariosOfEachDraft() throws Exception {
        Map<MoqDraft, MoqSession> sessions = sessions();
        List<Scenario> scenarios = scenarios();

        for (MoqSession session : sessions.values()) {
            assertThat(scenarios)
                    .as("%s", session.draft())
                    .filteredOn(scenario -> scenario.needs().stream().allMatch(session::supports))
                    .hasSizeGreaterThanOrEqualTo(AT_LEAST);
        }
    }

    private static String list() throws Exception {
        Map<MoqDraft, MoqSession> sessions = sessions();
        StringBuilder text = new StringBuilder(HEAD);
        Class<?> theme = Object.class;
        for (Scenario scenario : scenarios()) {
            if (!scenario.theme().equals(theme)) {
                theme = scenario.theme();
                text.append("\n## ").append(title(theme));
                text.append("\n\n| `").append(theme.getSimpleName()).append("` |");
                sessions.keySet()
                        .forEach(draft -> text.append(' ').append(draft).append(" |"));
                text.append("\n| --- |")
                        .append(" --- |".repeat(sessions.size()))
                        .append('\n');
            }
            text.append("| ").append(scenario.title()).append(" |");
            for (MoqSession session : sessions.values()) {
                text.append(' ').append(cell(scenario, session)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String title(Class<?> theme) {
        DisplayName title = theme.getAnnotation(DisplayName.class);
        return title == null ? words(theme.getSimpleName().replaceFirst("Test$", "")) : title.value();
    }

    /** Returns a name in camel case as a sentence. */
    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Za-z0-9])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace("goaway", "GOAWAY");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String cell(Scenario scenario, MoqSession session) {
        return scenario.needs().stream()
                .filter(feature -> !session.supports(feature))
                .findFirst()
                .map(feature -> "lacks " + feature)
                .orElse("yes");
    }

    private static Map<MoqDraft, MoqSession> sessions() {
        Map<MoqDraft, MoqSession> sessions = new TreeMap<>();
        for (MoqDraft draft : MoqDraft.available()) {
            sessions.put(
                    draft,
                    SessionPair.connect(draft, SessionHandler.refuseAll()).client());
        }
        return sessions;
    }

    /** By the names of the classes, and in the order of the source. */
    private static List<Scenario> scenarios() throws IOException, ClassNotFoundException {
        List<Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(HERE)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                String source = Files.readString(file);
                Class<?> theme = Class.forName(ScenarioListTest.class.getPackageName() + "."
                        + file.getFileName().toString().replace(".java", ""));
                Arrays.stream(theme.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(EachDraft.class))
                        .sorted(Comparator.comparingInt(method -> source.indexOf("void " + method.getName() + "(")))
                        .forEach(method -> scenarios.add(new Scenario(theme, method)));
            }
        }
        return scenarios;
    }
}
