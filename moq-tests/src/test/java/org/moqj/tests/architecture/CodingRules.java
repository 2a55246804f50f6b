package org.moqj.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What no class does, whatever its module. */
final class CodingRules {
    private CodingRules() {}

    static ArchRule noJavaUtilLogging(Modules modules) {
        return noClasses()
                .that()
                .resideInAPackage(modules.root() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("SLF4J logs");
    }

    static ArchRule noStandardStreamsOutsideTheCommandLine(Modules modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(modules.commandLine())
                .should(ACCESS_STANDARD_STREAMS)
                .because("a library prints nothing");
    }

    static ArchRule noSleep(Modules modules) {
        return noClasses()
                .that()
                .resideInAPackage(modules.root() + "..")
                .should()
                .callMethodWhere(target(owner(JavaClass.Predicates.belongToAnyOf(Thread.class, TimeUnit.class)))
                        .and(target(nameMatching("sleep"))))
                .orShould()
                .callMethodWhere(target(owner(JavaClass.Predicates.belongToAnyOf(LockSupport.class)))
                        .and(target(nameMatching("park(Nanos|Until)"))))
                .because("who waits, waits for a condition");
    }
}
