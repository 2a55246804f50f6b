package org.moqj.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final Modules MOQJ = new Modules("org.moqj");
    private static final Modules OFFENDERS = new Modules("org.moqj.tests.offenders");

    private static final Set<String> MODULES =
            Set.of("core", "draft07", "draft14", "webtransport", "relay", "testkit", "cli");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isProduction)
            .importPackages(MOQJ.root());
    private static final JavaClasses OFFENDING = new ClassFileImporter().importPackages(OFFENDERS.root());

    @ParameterizedTest
    @EnumSource
    void holdsInEveryModule(ArchitectureRule rule) {
        rule.over(MOQJ)
                .allowEmptyShould(!modulesWithCode().containsAll(MODULES))
                .check(PRODUCTION);
    }

    @ParameterizedTest
    @EnumSource
    void catchesTheClassThatBreaksIt(ArchitectureRule rule) {
        EvaluationResult result = rule.over(OFFENDERS).evaluate(OFFENDING);

        assertThat(result.getFailureReport().getDetails()).isNotEmpty().allSatisfy(violation -> assertThat(violation)
                .contains("." + rule.offender()));
    }

    @Test
    void seesTheClassesOfEveryModule() {
        assertThat(PRODUCTION.stream()
                        .map(type -> MOQJ.moduleOf(type.getPackageName()))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MODULES);
    }

    @Test
    void noTestSleeps() throws IOException {
        JavaClasses tests = new ClassFileImporter().importPaths(testClassFolders());

        JavaClasses wellBehaved = tests.that(DescribedPredicate.describe(
                "no offenders", type -> !type.getPackageName().startsWith(OFFENDERS.root())));
        assertThat(wellBehaved.contain(ArchitectureTest.class)).isTrue();
        CodingRules.noSleep(MOQJ).check(wellBehaved);
    }

    /** A rule may find nothing to look at only as long as some module has no code but the descriptions of its packages. */
    private static Set<String> modulesWithCode() {
        return PRODUCTION.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(type -> MOQJ.moduleOf(type.getPackageName()))
                .collect(Collectors.toSet());
    }

    /** The folders of all modules' test classes, as the build has them when it comes to this module. */
    private static List<Path> testClassFolders() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("..").toRealPath())) {
            return modules.map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** What ships: no classes of tests. */
    private static boolean isProduction(Location location) {
        return !location.contains("/test-classes/");
    }
}
