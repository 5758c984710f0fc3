package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.StackFrame;
import dev.bpfj.libbpf.map.StackTraceMap;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.test.BpfSkeleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** Stacks of the kernel, by their ids. */
@Test(groups = {"host", "vm"})
public final class StackTraceMapTest {
  @BpfSkeleton private MapValuesSkel skel;

  public void aStackIsFoundByItsId() {
    StackTraceMap stacks = skel.maps().stacks();
    assertThat(stacks.ids()).isEmpty();
    Maps.run(skel.progs().where());
    int id = (int) skel.data().stackId();
    assertThat(id).isNotNegative();
    List<StackFrame> expected = new ArrayList<>();
    for (int i = 0; i < 32 && skel.bss().frames(i) != 0; i++) {
      expected.add(new StackFrame.Address(skel.bss().frames(i)));
    }
    assertThat(expected).hasSizeGreaterThan(3);
    // The two were taken by different helpers, at different places of the program: its frame is
    // the innermost, or the one above that of the helper.
    List<StackFrame> stack = stacks.lookup(id).orElseThrow();
    assertThat(stack.subList(2, stack.size())).isEqualTo(expected.subList(2, expected.size()));
    assertThat(stack.get(0).toString()).startsWith("0xffff");
    assertThat(stacks.ids()).containsExactly(id);
    assertThat(stacks.delete(id)).isTrue();
    assertThat(stacks.delete(id)).isFalse();
    assertThat(stacks.lookup(id)).isEmpty();
  }

  public void allAreDropped() {
    StackTraceMap stacks = skel.maps().stacks();
    Maps.run(skel.progs().where());
    stacks.clear();
    assertThat(stacks.ids()).isEmpty();
  }

  public void stacksAreNotPutIn() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> skel.maps().stacks().map().entries().update(new byte[4], new byte[256]))
        .withMessage("map \"stacks\": bpf_map_update_elem: -EINVAL (22), Invalid argument");
  }

  public void aStackOfUserSpaceIsOfPlacesInFiles() throws Exception {
    StackTraceMap stacks = skel.maps().userStacks();
    Maps.run(skel.progs().whereFrom());
    List<StackFrame> stack = stacks.lookup((int) skel.data().userStackId()).orElseThrow();
    // The system call that runs the program is libc's.
    StackFrame.InFile innermost = (StackFrame.InFile) stack.get(0);
    Path libc = mapped("/libc.so.6");
    assertThat(innermost.offset()).isBetween(1L, Files.size(libc));
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(libc))).contains(innermost.buildId());
    assertThat(innermost)
        .hasToString(innermost.buildId() + "+0x" + Long.toHexString(innermost.offset()));
  }

  private static Path mapped(String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.endsWith(name))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow();
    }
  }
}
