package dev.bpfj.selftests.random;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The names of parameters as the sources have them: from the debug information of class files. */
final class ParameterNames {
  private static final Map<Class<?>, Map<String, Map<Integer, String>>> CLASSES =
      new ConcurrentHashMap<>();

  private ParameterNames() {}

  /** One a parameter; empty for those of abstract methods, which have no code. */
  static List<String> of(Executable executable) throws IOException {
    if (Arrays.stream(executable.getParameters()).allMatch(Parameter::isNamePresent)) {
      return Arrays.stream(executable.getParameters()).map(Parameter::getName).toList();
    }
    Map<Integer, String> slots =
        variables(executable.getDeclaringClass()).getOrDefault(key(executable), Map.of());
    List<String> names = new ArrayList<>();
    int slot = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
    for (Class<?> type : executable.getParameterTypes()) {
      names.add(slots.getOrDefault(slot, ""));
      slot += Type.getType(type).getSize();
    }
    return List.copyOf(names);
  }

  private static String key(Executable executable) {
    return executable instanceof Method method
        ? method.getName() + Type.getMethodDescriptor(method)
        : "<init>" + Type.getConstructorDescriptor((Constructor<?>) executable);
  }

  /** For each method its variables' names by slot. */
  private static Map<String, Map<Integer, String>> variables(Class<?> type) throws IOException {
    Map<String, Map<Integer, String>> known = CLASSES.get(type);
    if (known != null) {
      return known;
    }
    Map<String, Map<Integer, String>> methods = new HashMap<>();
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(resource)) {
      new ClassReader(in).accept(new Visitor(methods), ClassReader.SKIP_FRAMES);
    }
    CLASSES.put(type, methods);
    return methods;
  }

  private static final class Visitor extends ClassVisitor {
    private final Map<String, Map<Integer, String>> methods;

    Visitor(Map<String, Map<Integer, String>> methods) {
      super(Opcodes.ASM9);
      this.methods = methods;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      Map<Integer, String> slots = new HashMap<>();
      methods.put(name + descriptor, slots);
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLocalVariable(
            String variable, String type, String generic, Label start, Label end, int slot) {
          slots.putIfAbsent(slot, variable);
        }
      };
    }
  }
}
