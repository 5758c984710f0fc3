package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What was there at one time, to be compared with what is there later: file descriptors and
 * mappings of this process, and the kernel's programs, maps and links of our names.
 */
public final class Leaks {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  // Every object is opened for it, which an emulated processor takes seconds for: only where
  // something seems to be left.
  private static final class Ours {
    static final OurNames NAMES = new OurNames();
  }

  private final Map<String, String> descriptors;
  private final int mappings;
  private final Set<KernelObject.Id> objects;

  private Leaks(Map<String, String> descriptors, int mappings, Set<KernelObject.Id> objects) {
    this.descriptors = descriptors;
    this.mappings = mappings;
    this.objects = objects;
  }

  /** What is there now. */
  public static Leaks now() {
    return new Leaks(OpenFiles.descriptors(), OpenFiles.bpfMappings().size(), KernelObject.ids());
  }

  /** What has come since and does not go away in a while; one line each. */
  public List<String> since(Duration patience) {
    // Whose an object is is asked only when the kernel would have let go of it.
    awaitNoMore(patience.dividedBy(2));
    long deadline = System.nanoTime() + patience.dividedBy(2).toNanos();
    List<String> leaks = look();
    while (!leaks.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
      leaks = look();
    }
    return leaks;
  }

  private void awaitNoMore(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!objects.containsAll(KernelObject.ids()) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
    }
  }

  private List<String> look() {
    List<String> leaks = new ArrayList<>();
    OpenFiles.descriptors()
        .forEach(
            (number, target) -> {
              if (!target.equals(descriptors.get(number))) {
                leaks.add("file descriptor " + number + " of " + target + OpenFiles.ids(number));
              }
            });
    int more = OpenFiles.bpfMappings().size() - mappings;
    if (more > 0) {
      leaks.add(more + " more mappings of BPF maps");
    }
    lookInKernel(leaks);
    return leaks;
  }

  private void lookInKernel(List<String> leaks) {
    Set<KernelObject> left = new HashSet<>();
    for (KernelObject.Id id : KernelObject.ids()) {
      if (!objects.contains(id)) {
        left.add(KernelObject.of(id));
      }
    }
    left.removeIf(object -> !Ours.NAMES.contains(object));
    if (!left.isEmpty()) {
      Set<String> others = heldByOthers();
      left.removeIf(object -> others.contains(object.kind().field + ":" + object.id()));
    }
    left.forEach(object -> leaks.add(object.toString()));
  }

  /** The objects that other processes hold, as {@code prog_id:42}. */
  private static Set<String> heldByOthers() {
    Set<String> held = new HashSet<>();
    long self = ProcessHandle.current().pid();
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .forEach(process -> readHeld(Path.of("/proc/" + process.pid() + "/fdinfo"), held));
    return held;
  }

  private static void readHeld(Path fdinfo, Set<String> held) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(fdinfo)) {
      for (Path descriptor : descriptors) {
        for (String line : Files.readAllLines(descriptor)) {
          if (line.contains("_id:")) {
            held.add(line.replaceAll("\\s", ""));
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      held.remove(""); // the process or the descriptor is gone meanwhile, and holds nothing
    }
  }
}
