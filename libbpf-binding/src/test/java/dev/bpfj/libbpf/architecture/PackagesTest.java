package dev.bpfj.libbpf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** The packages have an order, and what is internal stays inside. */
public final class PackagesTest {
  private static final String ROOT = "dev.bpfj.libbpf";
  private static final String INTERNAL = ROOT + ".internal";
  private static final Path PICTURE = Path.of("../src/site/resources/images/packages.svg");
  private static final Path CLASSES =
      Path.of(BpfObject.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  // As jdeps prints them: "   from    -> to    where it is".
  private static final Pattern ARROW = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s.*");

  /** Which packages each package uses, as the class files have it. */
  private static Map<String, Set<String>> arrows() throws IOException {
    StringWriter out = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    List<String> arguments =
        new ArrayList<>(
            List.of("-verbose:package", "-filter:none", "--multi-release", "base", "-cp", "."));
    // File by file: for a module jdeps would want the modules that it requires.
    classFiles().forEach(file -> arguments.add(file.toString()));
    int result =
        jdeps.run(
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            arguments.toArray(String[]::new));
    assertThat(result).as(out.toString()).isZero();
    Map<String, Set<String>> arrows = new TreeMap<>();
    out.toString()
        .lines()
        .map(ARROW::matcher)
        .filter(Matcher::matches)
        .filter(arrow -> arrow.group(1).startsWith(ROOT) && arrow.group(2).startsWith(ROOT))
        .filter(arrow -> !arrow.group(1).equals(arrow.group(2)))
        .forEach(
            arrow ->
                arrows
                    .computeIfAbsent(arrow.group(1), from -> new TreeSet<>())
                    .add(arrow.group(2)));
    return arrows;
  }

  @Test
  public void noPackagesUseEachOther() throws IOException {
    Map<String, Set<String>> arrows = arrows();
    assertThat(arrows).containsKey(ROOT + ".skeleton"); // jdeps told something
    List<List<String>> cycles = new ArrayList<>();
    for (String start : arrows.keySet()) {
      findCycles(arrows, start, new ArrayList<>(List.of(start)), new HashSet<>(), cycles);
    }
    assertThat(cycles).isEmpty();
  }

  @Test(dependsOnMethods = "noPackagesUseEachOther")
  public void thePictureIsOfThesePackages() throws IOException {
    String drawn = PackagesPicture.of(ROOT, arrows());
    if (Boolean.getBoolean("pictures.update")) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(Files.readString(PICTURE))
        .as("-Dpictures.update=true draws it anew")
        .isEqualTo(drawn);
  }

  private static void findCycles(
      Map<String, Set<String>> arrows,
      String start,
      List<String> path,
      Set<String> seen,
      List<List<String>> cycles) {
    String last = path.get(path.size() - 1);
    for (String next : arrows.getOrDefault(last, Set.of())) {
      if (next.equals(start)) {
        cycles.add(List.copyOf(path));
      } else if (seen.add(next)) {
        path.add(next);
        findCycles(arrows, start, path, seen, cycles);
        path.remove(path.size() - 1);
      }
    }
  }

  @Test
  public void nothingInternalIsInAPublicSignature() throws Exception {
    List<String> leaks = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      Set<Type> used = new HashSet<>();
      if (type.getGenericSuperclass() != null) {
        collect(type.getGenericSuperclass(), used);
      }
      Stream.of(type.getGenericInterfaces()).forEach(parent -> collect(parent, used));
      for (Field field : type.getDeclaredFields()) {
        if (isVisible(field)) {
          collect(field.getGenericType(), used);
        }
      }
      Stream.concat(
              Stream.<Executable>of(type.getDeclaredMethods()),
              Stream.<Constructor<?>>of(type.getDeclaredConstructors()))
          .filter(PackagesTest::isVisible)
          .forEach(executable -> collect(executable, used));
      used.stream()
          .filter(Class.class::isInstance)
          .map(Class.class::cast)
          .filter(other -> other.getName().startsWith(INTERNAL))
          .forEach(other -> leaks.add(type.getName() + " shows " + other.getName()));
    }
    assertThat(leaks).isEmpty();
  }

  private static List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.toString().endsWith("-info.class"))
          .toList();
    }
  }

  /** The types outside of the internal packages that other modules can name. */
  private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
    List<Class<?>> types = new ArrayList<>();
    for (Path file : classFiles()) {
      String name = CLASSES.relativize(file).toString().replace('/', '.');
      name = name.substring(0, name.length() - ".class".length());
      if (name.startsWith(ROOT) && !name.startsWith(INTERNAL)) {
        Class<?> type = Class.forName(name, false, BpfObject.class.getClassLoader());
        if (isShown(type)) {
          types.add(type);
        }
      }
    }
    assertThat(types).contains(BpfObject.class);
    return types;
  }

  private static boolean isShown(Class<?> type) {
    for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
      if ((outer.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(Member member) {
    return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
        && !member.isSynthetic();
  }

  private static void collect(Executable executable, Set<Type> used) {
    Arrays.stream(executable.getGenericParameterTypes()).forEach(type -> collect(type, used));
    Arrays.stream(executable.getGenericExceptionTypes()).forEach(type -> collect(type, used));
    Arrays.stream(executable.getTypeParameters()).forEach(type -> collect(type, used));
    collect(executable.getAnnotatedReturnType().getType(), used);
  }

  private static void collect(Type type, Set<Type> used) {
    if (!used.add(type)) {
      return;
    }
    if (type instanceof Class<?> plain && plain.isArray()) {
      collect(plain.getComponentType(), used);
    } else if (type instanceof GenericArrayType array) {
      collect(array.getGenericComponentType(), used);
    } else if (type instanceof ParameterizedType generic) {
      collect(generic.getRawType(), used);
      Arrays.stream(generic.getActualTypeArguments()).forEach(each -> collect(each, used));
    } else if (type instanceof TypeVariable<?> variable) {
      Arrays.stream(variable.getBounds()).forEach(bound -> collect(bound, used));
    } else if (type instanceof WildcardType wildcard) {
      Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> collect(bound, used));
      Arrays.stream(wildcard.getLowerBounds()).forEach(bound -> collect(bound, used));
    }
  }
}
