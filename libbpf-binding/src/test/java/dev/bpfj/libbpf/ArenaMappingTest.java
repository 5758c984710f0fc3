package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import org.testng.SkipException;
import org.testng.annotations.Test;

public final class ArenaMappingTest {
  private static final int EINVAL = 22;

  private static MapHandle arena() {
    try {
      return MapHandle.create(
          MapSpec.of(MapType.ARENA, 0, 0, 10).name("arena").mapFlags(MapFlags.MMAPABLE));
    } catch (BpfException e) {
      if (e.errno() == EINVAL) {
        throw new SkipException("arenas: since Linux 6.9");
      }
      throw e;
    }
  }

  @Test
  public void anArenaIsNotMapped() {
    try (MapHandle map = arena()) {
      String why =
          "map \"arena\": an arena cannot be mapped: type=arena; exchange its values through an"
              + " array map or a global variable that a program copies them to";
      assertThatIllegalStateException().isThrownBy(map::mmap).withMessage(why);
      assertThatIllegalStateException().isThrownBy(map::mmapReadOnly).withMessage(why);
    }
  }
}
