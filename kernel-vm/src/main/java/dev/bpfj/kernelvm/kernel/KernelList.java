package dev.bpfj.kernelvm.kernel;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kernels that can be named; {@code kernels.list} describes the format. */
public final class KernelList {
  private static final String RESOURCE = "/dev/bpfj/kernelvm/kernels.list";
  private static final long MOST_BYTES = 1 << 20;

  /** Names are used as directory names, and as words in apt's sources and commands. */
  private static final Pattern NAME = Pattern.compile("\\w[\\w.+~-]*");

  private static final Pattern SUITE = Pattern.compile("\\w[\\w.+~-]*(/\\w[\\w.+~-]*)*");

  private final Map<String, Entry> entries;

  private KernelList(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * A kernel that Debian packages.
   *
   * @param name the name that users give
   * @param suite the suite to look in
   * @param image the package with the boot image, {@code {arch}} and {@code *} not yet replaced
   * @param config begin of the name of the package with the kernel's configuration, where that is
   *     not the image's
   * @param modules begin of the name of the package with the modules, where that is not the image's
   */
  public record Entry(
      String name, String suite, String image, Optional<String> config, Optional<String> modules) {}

  /**
   * The list that comes with this module.
   *
   * @return the list
   */
  public static KernelList ours() {
    try (InputStream stream = KernelList.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new KernelTestException(RESOURCE + ": missing on the class path");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new KernelList(parse("kernels.list", text));
    } catch (IOException e) {
      throw new KernelTestException(RESOURCE + ": cannot be read: " + e, e);
    }
  }

  /**
   * Merges this list with another, which takes precedence if both have the same name.
   *
   * @param file a list of the same format
   * @return a list of both
   */
  public KernelList and(Path file) {
    Map<String, Entry> all = new LinkedHashMap<>(entries);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new InvalidRequestException(
            file
                + ": not a kernel list: expected=an ordinary file of at most "
                + MOST_BYTES
                + " bytes");
      }
      all.putAll(parse(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new InvalidRequestException(file + ": kernel list cannot be read: " + e);
    }
    return new KernelList(all);
  }

  /**
   * Looks a kernel up.
   *
   * @param name its name
   * @return its entry, empty if the list has none
   */
  public Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * The names, in the list's order.
   *
   * @return all that {@link #find} finds
   */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  private static Map<String, Entry> parse(String origin, String text) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = line.replaceFirst("#.*", "").strip();
      if (!content.isEmpty()) {
        Entry entry = entry(origin + ": line " + number, content.split("\\s+"));
        entries.put(entry.name(), entry);
      }
    }
    return entries;
  }

  private static void requireMatch(String where, String column, Pattern pattern, String found) {
    if (!pattern.matcher(found).matches()) {
      throw new InvalidRequestException(
          where
              + ": not a "
              + column
              + ": found='"
              + found
              + "', expected=letters, digits and .+~-_");
    }
  }

  private static Entry entry(String where, String[] columns) {
    if (columns.length < 3) {
      throw new InvalidRequestException(
          where + ": too few columns: found=" + columns.length + ", expected=name suite image");
    }
    requireMatch(where, "name", NAME, columns[0]);
    requireMatch(where, "suite", SUITE, columns[1]);
    Map<String, String> others = new HashMap<>();
    for (int i = 3; i < columns.length; i++) {
      if (!columns[i].matches("(config|modules)=\\S+")) {
        throw new InvalidRequestException(
            where + ": no such column: found='" + columns[i] + "', expected=config= or modules=");
      }
      int sign = columns[i].indexOf('=');
      others.put(columns[i].substring(0, sign), columns[i].substring(sign + 1));
    }
    return new Entry(
        columns[0],
        columns[1],
        columns[2],
        Optional.ofNullable(others.get("config")),
        Optional.ofNullable(others.get("modules")));
  }
}
