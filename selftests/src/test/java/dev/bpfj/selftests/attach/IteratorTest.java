package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.hook.Iter;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.progs.AttachIterSkel;
import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.selftests.harness.KernelMaps;
import dev.bpfj.selftests.harness.Loading;
import dev.bpfj.selftests.harness.PidTgid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.testng.annotations.Test;

/** Iterators are read as streams. */
@Test(groups = {"host", "vm"})
public final class IteratorTest {

  private static AttachIterSkel load(String program) {
    return Loading.load(
        AttachIterSkel.open(), skel -> skel.object().program(program).settings().autoload(true));
  }

  private static List<String> lines(BpfLink link) throws IOException {
    try (InputStream in = link.read()) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  public void overTheKernelsMaps() throws Exception {
    try (AttachIterSkel skel = load("every_map")) {
      BpfLink link = skel.progs().everyMap().attach(Iter.all());
      int id = KernelMaps.id(skel.maps().squares().map().fd());
      assertThat(lines(link)).contains("map " + id);
      assertThat(lines(link)).as("a second walk").contains("map " + id);
      assertThat(link.info().type()).isEqualTo(LinkType.ITER);
      assertThat(link.info().details()).isEqualTo(new LinkDetails.Iter("bpf_map", 0, 0, 0, 0));
    }
  }

  public void asItsSectionSays() throws Exception {
    try (AttachIterSkel skel = load("every_map")) {
      skel.attach();
      assertThat(lines(skel.links().everyMap().orElseThrow())).isNotEmpty();
    }
  }

  public void overAMapsEntries() throws Exception {
    try (AttachIterSkel skel = load("every_entry")) {
      BpfMap map = skel.maps().squares().map();
      fill(map.fd(), 1000);
      BpfLink link = skel.progs().everyEntry().attach(Iter.map(map));
      assertThat(lines(link))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, 1000).mapToObj(n -> n + " " + n * n).toList());
      int id = KernelMaps.id(map.fd());
      assertThat(link.info().details())
          .isEqualTo(new LinkDetails.Iter("bpf_map_elem", id, 0, 0, 0));
    }
  }

  private static void fill(int map, int count) {
    MemoryIO memory = MemoryIO.getInstance();
    try (CallMemory callMemory = new CallMemory()) {
      long key = callMemory.allocate(4);
      long value = callMemory.allocate(8);
      for (int n = 0; n < count; n++) {
        memory.putInt(key, n);
        memory.putLong(value, (long) n * n);
        assertThat(Native.bpfElements().bpf_map_update_elem(map, key, value, 0)).isZero();
      }
    }
  }

  public void overTheThreadsOfAProcess() throws Exception {
    try (AttachIterSkel skel = load("every_task")) {
      int pid = (int) ProcessHandle.current().pid();
      int known = PidTgid.current().process();
      Iter options = Iter.process(pid);
      if (!Supports.kernel(6, 1)) {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
            .isThrownBy(() -> skel.progs().everyTask().attach(options))
            .withMessageStartingWith(
                "program \"every_task\": an iterator over chosen tasks needs Linux 6.1; found=");
        return;
      }
      BpfLink link = skel.progs().everyTask().attach(options);
      assertThat(lines(link))
          .hasSizeGreaterThan(1)
          .contains("task %d of %d".formatted(known, known))
          .allMatch(line -> line.endsWith(" of " + known));
      assertThat(link.info().details()).isEqualTo(new LinkDetails.Iter("task", 0, 0, pid, 0));
    }
  }

  public void aClosedWalkIsNotRead() throws Exception {
    try (AttachIterSkel skel = load("every_map")) {
      InputStream in = skel.progs().everyMap().attach(Iter.all()).read();
      assertThat(in.read()).isEqualTo('m');
      in.close();
      in.close();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(in::read)
          .withMessage("program \"every_map\": link: walk: is closed");
    }
  }

  public void aWalkIsClosedWithItsObject() {
    InputStream in;
    try (AttachIterSkel skel = load("every_map")) {
      in = skel.progs().everyMap().attach(Iter.all()).read();
    }
    assertThatExceptionOfType(IOException.class).isThrownBy(in::read);
  }

  public void whatIsNoIteratorIsNotRead() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(link::read)
          .withMessageStartingWith(
              "program \"first\": link: bpf_iter_create: -EINVAL (22), Invalid argument");
    }
  }
}
