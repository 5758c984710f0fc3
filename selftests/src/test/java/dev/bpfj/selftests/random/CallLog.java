package dev.bpfj.selftests.random;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last calls of a thread, in a file that outlives the JVM that makes them. */
final class CallLog {
  private static final int LINES = 64;
  private static final int WIDTH = 512;
  private static final String NAME = "calls-of-thread-";

  private final MappedByteBuffer file;
  private long count;

  private CallLog(MappedByteBuffer file) {
    this.file = file;
  }

  static CallLog create(Path folder, int thread) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(NAME + thread),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return new CallLog(channel.map(FileChannel.MapMode.READ_WRITE, 0, LINES * WIDTH));
    }
  }

  /** Writes down a call that is about to be made. */
  void add(int depth, String call) {
    String line = String.format("%012d %s%s", count, "  ".repeat(depth), call);
    byte[] bytes = Arrays.copyOf(line.getBytes(StandardCharsets.UTF_8), WIDTH);
    file.put((int) (count++ % LINES) * WIDTH, bytes);
  }

  /** The last calls of all threads that wrote into a folder, in their order. */
  static List<String> read(Path folder, int last) throws IOException {
    List<String> all = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, NAME + "*")) {
      for (Path path : files) {
        all.add(path.getFileName().toString());
        byte[] bytes = Files.readAllBytes(path);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
          lines.add(new String(bytes, i * WIDTH, WIDTH, StandardCharsets.UTF_8).trim());
        }
        lines.sort(null);
        all.addAll(lines.subList(LINES - last, LINES));
      }
    }
    return all;
  }
}
