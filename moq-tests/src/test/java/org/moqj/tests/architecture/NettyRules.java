package org.moqj.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.netty.util.ReferenceCounted;
import java.util.stream.Stream;

/** Where Netty is used, and how far its types may travel. */
final class NettyRules {
    private static final DescribedPredicate<JavaClass> NETTY_BUT_BUFFERS = resideInAPackage("io.netty..")
            .and(resideOutsideOfPackages("io.netty.buffer.."))
            .as("Netty's classes other than its buffers");

    private NettyRules() {}

    static ArchRule channelsOnlyInWebtransport(Modules modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(modules.webtransport())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.bootstrap..", "io.netty.channel..", "io.netty.handler..")
                .because("moq-webtransport is the only door to the network");
    }

    static ArchRule coreAndDraftsUseBuffersOnly(Modules modules) {
        return noClasses()
                .that()
                .resideInAnyPackage(modules.core(), modules.drafts())
                .should()
                .dependOnClassesThat(NETTY_BUT_BUFFERS);
    }

    static ArchRule coreApiKnowsNoNetty(Modules modules) {
        return noClasses()
                .that()
                .resideInAnyPackage(modules.coreApi())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("in core, buffers belong to spi and internal packages");
    }

    static ArchRule noNettyInExportedSignatures(Modules modules) {
        return members()
                .that()
                .areDeclaredInClassesThat(areExported(modules))
                .should(showNoNettyType())
                .because("a user neither leaks nor releases a buffer, and Netty stays replaceable");
    }

    static ArchRule recordsHoldNoBuffer(Modules modules) {
        return classes()
                .that()
                .areRecords()
                .and()
                .resideInAPackage(modules.root() + "..")
                .should(holdNoBuffer());
    }

    private static DescribedPredicate<JavaClass> areExported(Modules modules) {
        return DescribedPredicate.describe(
                "are exported to users",
                type -> !ModuleRules.isInternal(type.getPackageName())
                        && resideOutsideOfPackages(modules.spi(), modules.commandLine())
                                .test(type)
                        && isVisible(type));
    }

    private static boolean isVisible(JavaClass type) {
        boolean isOpen = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return isOpen && type.getEnclosingClass().map(NettyRules::isVisible).orElse(true);
    }

    private static ArchCondition<JavaMember> showNoNettyType() {
        return new ArchCondition<>("show no type of Netty") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                boolean isShown = member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED);
                boolean isFine = !isShown
                        || typesOf(member)
                                .noneMatch(type -> type.getPackageName().startsWith("io.netty"));
                events.add(
                        new SimpleConditionEvent(member, isFine, member.getDescription() + " shows a type of Netty"));
            }
        };
    }

    private static Stream<JavaClass> typesOf(JavaMember member) {
        if (member instanceof JavaCodeUnit codeUnit) {
            return Stream.of(
                            codeUnit.getReturnType().getAllInvolvedRawTypes().stream(),
                            codeUnit.getParameterTypes().stream()
                                    .flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                            codeUnit.getExceptionTypes().stream())
                    .flatMap(types -> types);
        }
        return ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
    }

    private static ArchCondition<JavaClass> holdNoBuffer() {
        return new ArchCondition<>("hold nothing that must be released") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields()) {
                    boolean isFine = field.getType().getAllInvolvedRawTypes().stream()
                            .noneMatch(part -> part.isAssignableTo(ReferenceCounted.class));
                    events.add(new SimpleConditionEvent(field, isFine, field.getDescription() + " must be released"));
                }
            }
        };
    }
}
