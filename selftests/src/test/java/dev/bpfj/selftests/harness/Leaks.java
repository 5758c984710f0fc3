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
    // What comes only now is another process's.
    Set<KernelObject.Id> suspects = KernelObject.ids();
    suspects.removeAll(objects);
    // Whose an object is is asked only when the kernel would have let go of it.
    awaitNoMore(suspects, patience.dividedBy(2));
    long deadline = System.nanoTime() + patience.dividedBy(2).toNanos();
    List<String> leaks = look(suspects);
    while (!leaks.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
      suspects.retainAll(KernelObject.ids());
      leaks = look(suspects);
    }
    return leaks;
  }

  private static void awaitNoMore(Set<KernelObject.Id> suspects, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!suspects.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
      suspects.retainAll(KernelObject.ids());
    }
  }

  private List<String> look(Set<KernelObject.Id> suspects) {
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
    lookInKernel(suspects, leaks);
    return leaks;
  }

  private static void lookInKernel(Set<KernelObject.Id> suspects, List<String> leaks) {
    Set<KernelObject> left = new HashSet<>();
    suspects.forEach(id -> left.add(KernelObject.of(id)));
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
