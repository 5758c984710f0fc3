package dev.bpfj.codegen.naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The names of one Java scope. Each C name gets its Java spelling; if two C names have the same
 * one, or Java does not allow it, they keep their C names; if those are in use too, a number is
 * appended. The result depends only on the C names and their order.
 */
public final class NameScope {
  private static final int ROOM_FOR_SUFFIX = JavaIdentifier.MOST_CHARACTERS - 8;

  private final String place;
  private final boolean ignoreCase;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> nextNumbers = new HashMap<>();
  private final List<Rename> renames = new ArrayList<>();

  /**
   * A C name that could not get its Java spelling.
   *
   * @param cName the name in C
   * @param wanted its Java spelling
   * @param given the Java name that it got instead
   * @param reason why
   */
  public record Rename(String cName, String wanted, JavaIdentifier given, String reason) {}

  private NameScope(String place, Set<String> reserved, boolean ignoreCase) {
    this.place = place;
    this.ignoreCase = ignoreCase;
    reserved.forEach(this::take);
  }

  /**
   * A scope of methods or fields.
   *
   * @param place what the reserved names belong to, for messages
   * @param reserved names that are in use
   * @return the scope
   */
  public static NameScope ofMembers(String place, Set<String> reserved) {
    return new NameScope(place, reserved, false);
  }

  /**
   * A scope of classes, whose names differ in more than case: not all file systems tell {@code A$B}
   * from {@code A$b}.
   *
   * @param place what the reserved names belong to, for messages
   * @param reserved names that are in use
   * @return the scope
   */
  public static NameScope ofClasses(String place, Set<String> reserved) {
    return new NameScope(place, reserved, true);
  }

  /**
   * Names some members.
   *
   * @param cNames their names in C
   * @param spelling how Java spells them, such as {@link JavaNames#camelCase}
   * @return their names in Java, in the same order
   */
  public List<JavaIdentifier> assign(List<String> cNames, UnaryOperator<String> spelling) {
    List<String> wanted = cNames.stream().map(spelling).toList();
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      byName.computeIfAbsent(key(wanted.get(i)), name -> new ArrayList<>()).add(i);
    }
    JavaIdentifier[] given = new JavaIdentifier[cNames.size()];
    for (List<Integer> same : byName.values()) {
      int first = same.get(0);
      if (same.size() == 1 && isFree(wanted.get(first))) {
        given[first] = give(wanted.get(first));
      }
    }
    for (int i = 0; i < given.length; i++) {
      if (given[i] == null) {
        List<Integer> rivals = byName.getOrDefault(key(wanted.get(i)), List.of());
        String reason = rivals.size() > 1 ? rivalry(i, rivals, cNames) : obstacle(wanted.get(i));
        given[i] = give(firstFree(JavaNames.sanitized(cNames.get(i))));
        note(new Rename(cNames.get(i), wanted.get(i), given[i], reason));
      }
    }
    return List.of(given);
  }

  private static String rivalry(int self, List<Integer> rivals, List<String> cNames) {
    int other = rivals.get(0) == self ? rivals.get(1) : rivals.get(0);
    return "\"" + cNames.get(other) + "\" has the same name in Java";
  }

  private String obstacle(String wanted) {
    if (ReservedNames.KEYWORDS.contains(wanted)) {
      return "a keyword of Java";
    }
    return "a name in use in " + place;
  }

  /**
   * Names one class. Where the name is in use, a number is appended.
   *
   * @param cName its name in C
   * @return its name in Java
   */
  public JavaIdentifier assignClass(String cName) {
    String wanted = JavaNames.pascalCase(cName);
    JavaIdentifier given = give(isFree(wanted) ? wanted : firstFree(wanted));
    note(new Rename(cName, wanted, given, obstacle(wanted)));
    return given;
  }

  private void note(Rename rename) {
    if (!rename.given.toString().equals(rename.wanted)) {
      renames.add(rename);
    }
  }

  /**
   * Names a method that belongs to another one, such as {@code countLength} to {@code count}. It
   * yields to every name given before.
   *
   * @param wanted the name that suits it, made of an identifier
   * @return the name
   */
  public JavaIdentifier derived(String wanted) {
    return give(firstFree(wanted));
  }

  /**
   * Names one of several things of a kind. It yields to every name given before.
   *
   * @param wanted the name that suits all of them, made of an identifier
   * @return the name with the next number, from 1
   */
  public JavaIdentifier numbered(String wanted) {
    String base = wanted.substring(0, Math.min(wanted.length(), ROOM_FOR_SUFFIX));
    return give(firstFree(base, 1));
  }

  /**
   * The names that differ from the preferred ones.
   *
   * @return those since the last call, in the order in which they were given
   */
  public List<Rename> takeRenames() {
    List<Rename> taken = List.copyOf(renames);
    renames.clear();
    return taken;
  }

  private String firstFree(String name) {
    if (isFree(name)) {
      return name;
    }
    String base = name.substring(0, Math.min(name.length(), ROOM_FOR_SUFFIX));
    if (!ignoreCase && isFree(base + "_")) {
      return base + "_";
    }
    return firstFree(base, 2);
  }

  // Counting on where the last search ended keeps a thousand equal names from taking a million
  // steps.
  private String firstFree(String base, int first) {
    int number = nextNumbers.getOrDefault(key(base), first);
    while (!isFree(base + number)) {
      number++;
    }
    nextNumbers.put(key(base), number + 1);
    return base + number;
  }

  private boolean isFree(String name) {
    return JavaIdentifier.isSafe(name) && !taken.contains(key(name));
  }

  private JavaIdentifier give(String name) {
    take(name);
    return JavaIdentifier.of(name);
  }

  private void take(String name) {
    taken.add(key(name));
  }

  private String key(String name) {
    return ignoreCase ? name.toLowerCase(Locale.ROOT) : name;
  }
}
