package org.moqj.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Which module may use which, and what of it. */
final class ModuleRules {
    private ModuleRules() {}

    static ArchRule coreKnowsNoOtherModule(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.core())
                .should(useOnlyModules(modules, Set.of("core")))
                .because("drafts and transports reach core as services");
    }

    static ArchRule draftsKnowCoreOnly(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.drafts())
                .should(useOnlyModules(modules, Set.of("core")))
                .because("drafts share primitives, never messages, enums or codes");
    }

    static ArchRule webtransportKnowsCoreOnly(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.webtransport())
                .should(useOnlyModules(modules, Set.of("core")))
                .because("a transport carries bytes and speaks no draft");
    }

    static ArchRule relayUsesThePublicApiAlone(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.relay())
                .should(useOnlyModules(modules, Set.of("core")))
                .andShould(useNothingOfSpi(modules))
                .because("what a relay can do, every user can");
    }

    private static ArchCondition<JavaClass> useNothingOfSpi(Modules modules) {
        return new ArchCondition<>("use nothing of the spi") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    boolean isSpi =
                            dependency.getTargetClass().getPackageName().startsWith(modules.root() + ".core.spi");
                    events.add(new SimpleConditionEvent(dependency, !isSpi, dependency.getDescription()));
                }
            }
        };
    }

    static ArchRule internalStaysInItsModule(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.root() + "..")
                .should(leaveInternalsOfOtherModulesAlone(modules));
    }

    static ArchRule commandLineUsesNoTransportSpi(Modules modules) {
        return noClasses()
                .that()
                .resideInAPackage(modules.commandLine())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(modules.transportSpi())
                .because("the command line is a user of the public API; of spi it has the drafts' inspectors only");
    }

    private static ArchCondition<JavaClass> useOnlyModules(Modules modules, Set<String> allowed) {
        return new ArchCondition<>("use only the modules " + allowed + " beside their own") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                String own = modules.moduleOf(user.getPackageName());
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    String used = modules.moduleOf(dependency.getTargetClass().getPackageName());
                    boolean isFine = used.isEmpty() || used.equals(own) || allowed.contains(used);
                    events.add(new SimpleConditionEvent(dependency, isFine, dependency.getDescription()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> leaveInternalsOfOtherModulesAlone(Modules modules) {
        return new ArchCondition<>("leave the internal packages of other modules alone") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                String own = modules.moduleOf(user.getPackageName());
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    boolean isOthersInternal = isInternal(target)
                            && !modules.moduleOf(target).isEmpty()
                            && !modules.moduleOf(target).equals(own);
                    events.add(new SimpleConditionEvent(dependency, !isOthersInternal, dependency.getDescription()));
                }
            }
        };
    }

    /** Whether a package is one that its module keeps to itself. */
    static boolean isInternal(String packageName) {
        return (packageName + ".").contains(".internal.");
    }
}
