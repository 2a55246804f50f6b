package org.moqj.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Timer;
import java.util.concurrent.Executors;

/** What a draft module does without: locks, because a session lives on one event loop; I/O and clocks, for tests' sake. */
final class DraftRules {
    private static final String CONFINED = "a session is confined to its event loop";
    private static final String SANS_IO = "a draft module takes bytes and time from its caller";

    private DraftRules() {}

    static ArchRule noLocks(Modules modules) {
        return noClasses()
                .that()
                .resideInAPackage(modules.drafts())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent.locks", "java.util.concurrent.atomic")
                .because(CONFINED);
    }

    static ArchRule noSynchronizedMethods(Modules modules) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(modules.drafts())
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .because(CONFINED);
    }

    static ArchRule noSynchronizedBlocks(Modules modules) {
        return classes()
                .that()
                .resideInAPackage(modules.drafts())
                .should(enterNoMonitor())
                .because(CONFINED);
    }

    static ArchRule noVolatileFields(Modules modules) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(modules.drafts())
                .should()
                .notHaveModifier(JavaModifier.VOLATILE)
                .because(CONFINED);
    }

    static ArchRule noClock(Modules modules) {
        return noClasses()
                .that()
                .resideInAPackage(modules.drafts())
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, java.time.Instant.class, Timer.class, Executors.class, Thread.class)
                .because(SANS_IO);
    }

    static ArchRule noIo(Modules modules) {
        DescribedPredicate<JavaClass> network = JavaClass.Predicates.resideInAnyPackage(
                        "java.net..", "java.nio.channels..", "java.nio.file..")
                .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(java.net.URI.class)))
                .as("sockets, channels or files");
        return noClasses()
                .that()
                .resideInAPackage(modules.drafts())
                .should()
                .dependOnClassesThat(network)
                .because(SANS_IO);
    }

    private static ArchCondition<JavaClass> enterNoMonitor() {
        return new ArchCondition<>("have no synchronized block") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isFine = Monitors.enteredBy(type).isEmpty();
                events.add(new SimpleConditionEvent(
                        type, isFine, type.getName() + " synchronizes in " + Monitors.enteredBy(type)));
            }
        };
    }
}
