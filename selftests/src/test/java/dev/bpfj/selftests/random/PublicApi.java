package dev.bpfj.selftests.random;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.probe.LibbpfReport;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every public constructor and method of the binding's public classes, found in its class files,
 * and those of some skeletons.
 */
final class PublicApi {
  private static final String ROOT = "dev.bpfj.libbpf";

  /** What the names of the binding's own classes begin with. */
  private static final String INTERNAL = ROOT + ".internal.";

  private PublicApi() {}

  /** All members of the binding, then those of the skeletons and their nested classes. */
  static List<Member> of(List<Class<?>> skeletons) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    for (Class<?> type : bindingClasses()) {
      add(type, members);
    }
    for (Class<?> skeleton : skeletons) {
      addWithNested(skeleton, members);
    }
    return List.copyOf(members.values());
  }

  /** The binding's public classes. */
  static List<Class<?>> bindingClasses() throws IOException {
    Path location = location(BpfObject.class);
    if (Files.isDirectory(location)) {
      return classesBelow(location);
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      return classesBelow(jar.getPath("/"));
    }
  }

  private static Path location(Class<?> type) {
    try {
      URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Class<?>> classesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.startsWith(ROOT) && name.endsWith(".class"))
          .filter(name -> !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .map(PublicApi::load)
          .filter(PublicApi::isPublicApi)
          .collect(Collectors.toList());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isPublicApi(Class<?> type) {
    // A program of its own may end the JVM.
    return isPublic(type)
        && !type.isAnnotation()
        && !isInternal(type)
        && type != LibbpfReport.class;
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  /** Whether a type is one of the binding that users have no business with. */
  static boolean isInternal(Class<?> type) {
    if (type.isArray()) {
      return isInternal(type.getComponentType());
    }
    return type.getName().startsWith(INTERNAL);
  }

  private static void addWithNested(Class<?> type, Map<String, Member> members) throws IOException {
    add(type, members);
    Class<?>[] nested = type.getClasses();
    Arrays.sort(nested, Comparator.comparing(Class::getName));
    for (Class<?> each : nested) {
      if (each.getEnclosingClass() == type) {
        addWithNested(each, members);
      }
    }
  }

  private static void add(Class<?> type, Map<String, Member> members) throws IOException {
    List<Executable> executables = new ArrayList<>();
    if (!Modifier.isAbstract(type.getModifiers())) {
      // What is in an Optional is not of the declared type here, as it always is in a program.
      Arrays.stream(type.getConstructors())
          .filter(made -> !List.of(made.getParameterTypes()).contains(Optional.class))
          .forEach(executables::add);
    }
    for (Method method : type.getMethods()) {
      if (!method.isSynthetic() && method.getDeclaringClass().getName().startsWith("dev.bpfj.")) {
        executables.add(method);
      }
    }
    executables.sort(Comparator.comparing(Executable::toString));
    for (Executable executable : executables) {
      if (!namesInternal(executable)) {
        Member member = Member.of(executable);
        members.putIfAbsent(member.name(), member);
      }
    }
  }

  private static boolean namesInternal(Executable executable) {
    Collection<Class<?>> types = new ArrayList<>(List.of(executable.getParameterTypes()));
    if (executable instanceof Method method) {
      types.add(method.getReturnType());
    }
    return types.stream().anyMatch(PublicApi::isInternal);
  }
}
