package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.internal.call.Lazy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A function of the kernel's that programs call, {@code enum bpf_func_id} of {@code linux/bpf.h}.
 *
 * <p>Immutable, thread-safe.
 *
 * @param number its number, from 1
 */
public record Helper(int number) {
  // In the order of the kernel's enum, from number 1 on.
  private static final Lazy<List<String>> NAMES = new Lazy<>(Helper::read);

  /**
   * A helper by its name.
   *
   * @param name such as {@code bpf_ktime_get_ns}
   * @return the helper
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Helper of(String name) {
    int index = NAMES.get().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no helper of that name: helper=" + name);
    }
    return new Helper(index + 1);
  }

  /** Its name, such as {@code bpf_ktime_get_ns}. */
  @Override
  public String toString() {
    List<String> names = NAMES.get();
    return number >= 1 && number <= names.size() ? names.get(number - 1) : "helper " + number;
  }

  private static List<String> read() {
    InputStream in = Helper.class.getResourceAsStream("helpers.txt");
    if (in == null) {
      throw new IllegalStateException("helpers.txt is not where its class is");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
