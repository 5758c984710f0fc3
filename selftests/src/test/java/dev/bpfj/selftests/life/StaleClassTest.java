package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.skeleton.DataSection;
import dev.bpfj.libbpf.skeleton.EmbeddedObject;
import dev.bpfj.libbpf.skeleton.ObjectFiles;
import dev.bpfj.progs.LifeSectionsSkel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.Test;

/**
 * A class and an object file that do not belong together, as an incremental build may leave them.
 */
@Test(groups = {"host", "vm"})
public final class StaleClassTest {
  private static final String RESOURCE = "life_sections.bpf.o";
  private static final EmbeddedObject OBJECT =
      new EmbeddedObject(
          LifeSectionsSkel.class,
          "life_sections",
          ObjectFiles.forAll(RESOURCE),
          name -> LifeSectionsSkel.class.getResourceAsStream(name));

  private static final class Section extends DataSection {
    Section(BpfObject object, String section, long size) {
      super(object, section, size);
    }
  }

  public void namesTheSectionThatIsTooShort() {
    refuses(
        object -> new Section(object, ".bss", 5),
        "object \"life_sections\": section \".bss\": is too short: size=4, expected=5");
  }

  public void namesTheMissingSection() {
    refuses(
        object -> new Section(object, ".data.other", 1),
        "object \"life_sections\": no map of that name: map=.data.other");
  }

  public void namesTheMissingProgram() {
    refuses(
        object -> object.program("other"),
        "object \"life_sections\": no program of that name: program=other");
  }

  private static void refuses(Consumer<BpfObject> skeleton, String what) {
    List<BpfObject> opened = new ArrayList<>();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                OBJECT.open(
                    OpenOptions.defaults(),
                    object -> {
                      opened.add(object);
                      skeleton.accept(object);
                      return object;
                    }))
        .withMessage(
            "dev.bpfj.progs.LifeSectionsSkel: was made of another object file: resource="
                + RESOURCE
                + ", "
                + what
                + "; run bpf:skeleton again");
    assertThat(opened).hasSize(1);
    assertThatExceptionOfType(BpfClosedException.class).isThrownBy(() -> opened.get(0).map(".bss"));
  }

  public void leavesNothingOpenOfASkeletonThatWasNotMade() {
    List<BpfObject> opened = new ArrayList<>();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                OBJECT.open(
                    OpenOptions.defaults(),
                    object -> {
                      opened.add(object);
                      return null;
                    }))
        .withMessage("dev.bpfj.progs.LifeSectionsSkel: the callback returned null");
    assertThat(opened).singleElement().matches(BpfObject::isClosed);
  }

  public void acceptsASectionThatIsLonger() {
    BpfObject opened =
        OBJECT.open(
            OpenOptions.defaults(),
            object -> {
              assertThat(new Section(object, ".bss", 1).isReadable()).isTrue();
              return object;
            });
    opened.close();
  }
}
