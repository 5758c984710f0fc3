package dev.bpfj.libbpf.internal.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processors that are there and on. */
public final class OnlineCpus {
  private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

  private OnlineCpus() {}

  /** Their numbers, in order. */
  public static int[] numbers() {
    try {
      return parse(Files.readString(ONLINE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the kernel's form of a set, such as {@code 0-3,8}. */
  static int[] parse(String list) {
    return Stream.of(list.strip().split(",")).flatMapToInt(OnlineCpus::range).toArray();
  }

  private static IntStream range(String range) {
    String[] ends = range.split("-", 2);
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }
}
