package dev.bpfj.selftests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/**
 * Every test says where it runs: group {@code host} on any machine's kernel, group {@code vm} in
 * the virtual machines; {@code stress} marks what takes long. What shows the kernel's part is in
 * both, and what needs a kernel that lets everything be attached is in {@code vm} alone. A test in
 * neither would never run without anyone noticing.
 */
@Test(groups = "host")
public final class GroupsTest {
  private static final Set<String> GROUPS = Set.of("host", "vm");
  private static final Set<Class<?>> PLANTED = Set.of(KernelPolicyTest.Planted.class);

  public void everyTestIsInOneOfTheGroups() throws Exception {
    List<String> neither = new ArrayList<>();
    List<Class<?>> classes = testClasses();
    assertThat(classes).contains(GroupsTest.class);
    for (Class<?> type : classes) {
      for (Method method : type.getDeclaredMethods()) {
        Test test = method.getAnnotation(Test.class);
        if (test != null && !isIn(test) && !isIn(type.getAnnotation(Test.class))) {
          neither.add(type.getName() + "." + method.getName());
        }
      }
      Test test = type.getAnnotation(Test.class);
      if (test != null && !isIn(test)) {
        neither.add(type.getName());
      }
    }
    assertThat(neither).isEmpty();
  }

  private static boolean isIn(Test test) {
    return test != null && Stream.of(test.groups()).anyMatch(GROUPS::contains);
  }

  private static List<Class<?>> testClasses() throws IOException, ReflectiveOperationException {
    Path root =
        Path.of(GroupsTest.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.').replace(".class", "");
        Class<?> type = Class.forName(name, false, GroupsTest.class.getClassLoader());
        if (!PLANTED.contains(type)) {
          classes.add(type);
        }
      }
    }
    return classes;
  }
}
