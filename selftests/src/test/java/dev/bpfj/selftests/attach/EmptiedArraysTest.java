package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.progs.MapNestedSkel;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.testng.annotations.Test;

/** Closing an object warns where what was pinned loses its tail calls. */
@Test(
    groups = {"host", "vm"},
    singleThreaded = true)
public final class EmptiedArraysTest {
  private static final Logger LOGGER = Logger.getLogger("dev.bpfj.libbpf");

  /** What is logged of program arrays. */
  private static final class Warnings extends Handler {
    final List<String> texts = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      String text = MessageFormat.format(record.getMessage(), record.getParameters());
      if (text.contains("tail calls")) {
        texts.add(text);
      }
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private interface Pins {
    void pin(MapNestedSkel skel, Path link, Path map);
  }

  /** What is logged when an object is closed of which something was pinned. */
  private static List<String> closed(Path link, Pins pins) throws Exception {
    Path map = BpfFileSystem.newName();
    Warnings warnings = new Warnings();
    LOGGER.addHandler(warnings);
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      pins.pin(skel, link, map);
    } finally {
      LOGGER.removeHandler(warnings);
      BpfFileSystem.remove(link);
      BpfFileSystem.remove(map);
    }
    return warnings.texts;
  }

  public void aPinnedLinkWithoutItsProgramArrayIsWarnedOf() throws Exception {
    Path pin = BpfFileSystem.newName();
    assertThat(closed(pin, (skel, link, map) -> skel.progs().goOn().attach().pin(link)))
        .containsExactly(
            "object \"map_nested\": is closed, and what was pinned stays: ["
                + pin
                + "]; unless another process has map \"steps\" open, the kernel empties it, so that"
                + " tail calls by it fail; pin it too");
  }

  public void aPinnedProgramIsWarnedOf() throws Exception {
    Path pin = BpfFileSystem.newName();
    assertThat(closed(pin, (skel, program, map) -> skel.progs().goOn().pin(program))).hasSize(1);
  }

  public void aPinnedProgramArrayKeepsWhatIsInIt() throws Exception {
    assertThat(
            closed(
                BpfFileSystem.newName(),
                (skel, link, map) -> {
                  skel.progs().goOn().attach().pin(link);
                  skel.maps().steps().map().pin(map);
                }))
        .isEmpty();
  }

  public void whatWasUnpinnedIsNotWarnedOf() throws Exception {
    assertThat(
            closed(
                BpfFileSystem.newName(),
                (skel, link, map) -> {
                  BpfLink attached = skel.progs().goOn().attach();
                  attached.pin(link);
                  attached.unpin();
                }))
        .isEmpty();
  }
}
