package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.progs.AttachTracingSkel;
import dev.bpfj.progs.LayoutSkel;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testng.annotations.Test;

/**
 * Objects with one number changed, as if they came from elsewhere: each is refused with an
 * exception, or opened and closed. Without being read in Java first, many of them end the JVM or
 * keep it busy for ever.
 */
@Test(groups = "host")
public final class HostileObjectTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Logger MESSAGES = Logger.getLogger("dev.bpfj.libbpf");

  static List<byte[]> objects() {
    MESSAGES.setLevel(Level.OFF); // of what it makes of all these
    return List.of(
        MapValuesSkel.elfBytes(),
        MapNestedSkel.elfBytes(),
        LifeSectionsSkel.elfBytes(),
        LayoutSkel.elfBytes(),
        AttachTracingSkel.elfBytes());
  }

  public void typesThatAreNotThereOrContainThemselvesAreRefused() throws Exception {
    assertThat(last(ChildJvm.run(LIMIT, WrongTypes.class))).matches("done: refused=[1-9]\\d+");
  }

  public void recordsOfInstructionsThatNameNoTypeAreRefused() throws Exception {
    assertThat(last(ChildJvm.run(LIMIT, WrongRecords.class))).matches("done: refused=[1-9]\\d+");
  }

  public void anyOtherNumberGivesAnExceptionOrAnObject() throws Exception {
    assertThat(last(ChildJvm.run(LIMIT, WrongNumbers.class)))
        .matches("done: refused=\\d{3,}, opened=\\d{2,}");
  }

  public void aRefusalTellsWhereTheObjectIsWrong() {
    HostileObject object = new HostileObject(MapValuesSkel.elfBytes());
    HostileObject.TypeWord word =
        object.typeIds().stream().filter(w -> w.kind() == HostileObject.VAR).findFirst().get();
    byte[] changed = object.with(word.offset(), Integer.MAX_VALUE);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> BpfObject.open(changed))
        .withMessage(
            "object \"bpf_object\": bpf_object__open_mem: -LIBBPF_ERRNO__FORMAT (4001), it is not a"
                + " BPF object that libbpf understands\n"
                + "  bpf_object: section \".BTF\", types: type "
                + word.id()
                + ": refers to a type that is not there: type=2147483647")
        .withCauseInstanceOf(MalformedObjectException.class);
  }

  private static String last(String out) {
    return out.lines().reduce("", (before, line) -> line);
  }

  private static boolean opens(String change, byte[] object) {
    System.out.println(change); // the last line, should the JVM end here
    try {
      BpfObject.open(object).close();
      return true;
    } catch (BpfException e) {
      return false;
    }
  }

  private static void requireRefusal(String change, byte[] object) {
    if (opens(change, object)) {
      throw new AssertionError("was opened: " + change);
    }
  }

  static final class WrongTypes {
    private static int refused;

    public static void main(String[] args) {
      for (byte[] elf : objects()) {
        HostileObject object = new HostileObject(elf);
        for (HostileObject.TypeWord word : object.typeIds()) {
          for (int id : new int[] {object.types() + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            refuse(word + " := " + id, object.with(word.offset(), id));
          }
          if (word.isPart()) {
            refuse(word + " := itself", object.with(word.offset(), word.id()));
          }
        }
      }
      System.out.println("done: refused=" + refused);
    }

    private static void refuse(String change, byte[] object) {
      requireRefusal(change, object);
      refused++;
    }
  }

  static final class WrongRecords {
    public static void main(String[] args) {
      int refused = 0;
      for (byte[] elf : objects()) {
        HostileObject object = new HostileObject(elf);
        for (int offset : object.recordTypeIds()) {
          for (int id : new int[] {object.types() + 1, Integer.MAX_VALUE, -1}) {
            requireRefusal("record at " + offset + " := " + id, object.with(offset, id));
            refused++;
          }
        }
      }
      System.out.println("done: refused=" + refused);
    }
  }

  static final class WrongNumbers {
    private static int refused;
    private static int opened;

    public static void main(String[] args) {
      for (byte[] elf : objects()) {
        HostileObject object = new HostileObject(elf);
        Consumer<Integer> all = offset -> changeAll(object, offset);
        object.relocations().forEach(all);
        object.symbols().forEach(all);
        object.headers().forEach(all);
      }
      System.out.println("done: refused=" + refused + ", opened=" + opened);
    }

    private static void changeAll(HostileObject object, int offset) {
      for (int number : new int[] {-1, Integer.MAX_VALUE, 1, object.at(offset) + 8}) {
        if (opens(offset + " := " + number, object.with(offset, number))) {
          opened++;
        } else {
          refused++;
        }
      }
    }
  }
}
