package org.moqj.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds synchronized blocks in class files; ArchUnit's model leaves them out. */
final class Monitors {
    private Monitors() {}

    /** The methods of a class that have a synchronized block. */
    static Set<String> enteredBy(JavaClass type) {
        Set<String> methods = new TreeSet<>();
        reader(type).accept(collectInto(methods), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods;
    }

    private static ClassReader reader(JavaClass type) {
        try (InputStream classFile =
                type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new ClassReader(classFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassVisitor collectInto(Set<String> methods) {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitInsn(int opcode) {
                        if (opcode == Opcodes.MONITORENTER) {
                            methods.add(name);
                        }
                    }
                };
            }
        };
    }
}
