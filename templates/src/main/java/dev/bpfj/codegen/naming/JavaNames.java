package dev.bpfj.codegen.naming;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Converts C names to Java names. The result may still be a keyword or already be in use: see
 * {@link NameScope}.
 */
public final class JavaNames {
  private static final String SKELETON = "Skel";
  private static final int KEPT = JavaIdentifier.MOST_CHARACTERS - 12;

  private JavaNames() {}

  /**
   * A C name in Java's spelling for methods: {@code min_us} becomes {@code minUs}, {@code
   * CONFIG_HZ} becomes {@code configHz}, {@code .data.read_mostly} becomes {@code dataReadMostly}.
   *
   * @param name the name in C
   * @return the name in Java
   */
  public static String camelCase(String name) {
    List<String> words = words(name);
    if (words.isEmpty()) {
      return sanitized(name);
    }
    StringBuilder result = new StringBuilder(startSmall(words.get(0)));
    for (String word : words.subList(1, words.size())) {
      result.append(capitalized(word));
    }
    return valid(result.toString(), name);
  }

  /**
   * A C name in Java's spelling for classes: {@code test_skeleton} becomes {@code TestSkeleton}.
   *
   * @param name the name in C
   * @return the name in Java
   */
  public static String pascalCase(String name) {
    StringBuilder result = new StringBuilder();
    words(name).forEach(word -> result.append(capitalized(word)));
    return valid(result.toString(), name);
  }

  /**
   * The usual name of an object's skeleton: {@code TestSkeletonSkel} for {@code test_skeleton}.
   *
   * @param objectName the object's name, which is that of its file without {@code .bpf.o}
   * @return the class's name
   */
  public static String skeletonClass(String objectName) {
    String name = pascalCase(objectName);
    int most = JavaIdentifier.MOST_CHARACTERS - SKELETON.length();
    return (name.length() <= most ? name : name.substring(0, most)) + SKELETON;
  }

  /**
   * A C name with what Java does not allow replaced by underscores.
   *
   * @param name the name in C
   * @return the name in Java
   */
  public static String sanitized(String name) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      result.append(isWordCharacter(c) ? c : '_');
    }
    if (result.isEmpty() || isDigit(result.charAt(0))) {
      result.insert(0, '_');
    }
    return shortened(result.toString(), name);
  }

  private static String valid(String result, String name) {
    boolean isName = !result.isEmpty() && !isDigit(result.charAt(0));
    return isName ? shortened(result, name) : sanitized(name);
  }

  // A checksum of the whole name, so that names which differ only after the cut stay different.
  private static String shortened(String result, String name) {
    if (result.length() <= JavaIdentifier.MOST_CHARACTERS) {
      return result;
    }
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return result.substring(0, KEPT) + "_" + String.format("%08x", checksum.getValue());
  }

  private static List<String> words(String name) {
    // A name without small letters shouts: its words are as good in small ones.
    boolean shouts = name.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '_';
      if (c != '_' && isWordCharacter(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        String text = word.toString();
        words.add(shouts ? text.toLowerCase(Locale.ROOT) : text);
        word.setLength(0);
      }
    }
    return words;
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** {@code Foo} becomes {@code foo}, {@code IP} becomes {@code ip}. */
  private static String startSmall(String word) {
    boolean shouts = word.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    return shouts
        ? word.toLowerCase(Locale.ROOT)
        : Character.toLowerCase(word.charAt(0)) + word.substring(1);
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
