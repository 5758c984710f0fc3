package dev.bpfj.libbpf.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jnr.ffi.provider.jffi.NoX86;
import org.testng.annotations.Test;

/**
 * The functions of six arguments are where jnr-ffi passes the sixth: its x86-64 stubs hand over
 * garbage instead, which neither the compiler nor, most of the time, the called function notices.
 */
public final class RawInterfacesTest {
  private static final int TRAP = 6;

  /** What the test must find. */
  interface Planted {
    int six(int a, int b, int c, int d, int e, int f);

    int five(int a, int b, int c, int d, int e);
  }

  /** What the test must let pass. */
  @NoX86
  interface Planted6 {
    int six(int a, int b, int c, int d, int e, int f);
  }

  /** What the test must find: the name promises what is not so. */
  interface Unmarked6 {
    int one(int a);
  }

  private static List<String> violations(List<Class<?>> interfaces) {
    List<String> violations = new ArrayList<>();
    for (Class<?> type : interfaces) {
      boolean marked = type.isAnnotationPresent(NoX86.class);
      if (marked != type.getSimpleName().endsWith("6")) {
        violations.add(type.getSimpleName() + ": named ...6 and marked @NoX86, or neither");
      }
      for (Method method : type.getDeclaredMethods()) {
        if (method.getParameterCount() >= TRAP && !marked) {
          violations.add(type.getSimpleName() + "." + method.getName() + ": six arguments");
        }
      }
    }
    return violations;
  }

  @Test
  public void functionsOfSixArgumentsAreInInterfacesMadeForThem() throws Exception {
    List<Class<?>> interfaces = rawInterfaces();
    assertThat(interfaces)
        .contains(LibBpf.class, LibBpf6.class, Bpf.class, Bpf6.class, LibC.class, LibC6.class);
    assertThat(violations(interfaces)).isEmpty();
  }

  @Test
  public void othersAreFound() {
    assertThat(violations(List.of(Planted.class, Planted6.class, Unmarked6.class)))
        .containsExactly(
            "Planted.six: six arguments", "Unmarked6: named ...6 and marked @NoX86, or neither");
  }

  private static List<Class<?>> rawInterfaces() throws IOException, ReflectiveOperationException {
    Path folder =
        Path.of(
            LibBpf.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
            LibBpf.class.getPackageName().replace('.', '/'));
    List<Class<?>> interfaces = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.equals("package-info")) {
          interfaces.add(Class.forName(LibBpf.class.getPackageName() + "." + name));
        }
      }
    }
    return interfaces;
  }
}
