package org.moqj.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of exports: to everybody what is neither spi nor internal, spi to our own modules, internal to nobody. */
class ExportsTest {
    private static final String COMMAND_LINE = "org.moqj.cli";
    private static final Set<String> OUR_MODULES = Set.of(
            "org.moqj.core",
            "org.moqj.draft07",
            "org.moqj.draft14",
            "org.moqj.webtransport",
            "org.moqj.relay",
            "org.moqj.testkit",
            COMMAND_LINE);

    @Test
    void everyModuleHasADescriptor() {
        assertThat(libraryModules().map(ModuleDescriptor::name))
                .containsExactlyInAnyOrderElementsOf(OUR_MODULES.stream()
                        .filter(name -> !name.equals(COMMAND_LINE))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("libraryModules")
    void exportsExactlyThePackagesWithoutInternal(ModuleDescriptor module) {
        Set<String> exported = module.exports().stream().map(Exports::source).collect(Collectors.toSet());

        assertThat(exported)
                .containsExactlyInAnyOrderElementsOf(module.packages().stream()
                        .filter(name -> !ModuleRules.isInternal(name))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("libraryModules")
    void exportsSpiToOurOwnModulesOnly(ModuleDescriptor module) {
        assertThat(module.exports())
                .allSatisfy(exports -> assertThat(exports.isQualified())
                        .as(exports.toString())
                        .isEqualTo(exports.source().contains(".spi.")))
                .allSatisfy(exports -> assertThat(OUR_MODULES).containsAll(exports.targets()));
    }

    @ParameterizedTest
    @MethodSource("libraryModules")
    void makesNobodyReadNetty(ModuleDescriptor module) {
        assertThat(module.requires())
                .noneMatch(requires -> requires.name().startsWith("io.netty")
                        && requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE));
    }

    /** The modules that programs depend on; the command line exports nothing because it is a program itself. */
    private static Stream<ModuleDescriptor> libraryModules() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(ExportsTest::isOurs)
                .flatMap(path -> ModuleFinder.of(path).findAll().stream())
                .map(ModuleReference::descriptor)
                .filter(module -> !module.isAutomatic() && !module.name().equals(COMMAND_LINE))
                .filter(module -> module.name().startsWith("org.moqj."));
    }

    /** Looks at our own entries only: not every jar of the class path is fit to be a module. */
    private static boolean isOurs(Path entry) {
        return entry.getFileName().toString().startsWith("moq-") || Files.exists(entry.resolve("module-info.class"));
    }
}
