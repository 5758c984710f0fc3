package dev.bpfj.selftests.attach;

import static dev.bpfj.libbpf.hook.Iter.CgroupOrder.ANCESTORS_UP;
import static dev.bpfj.libbpf.hook.Iter.CgroupOrder.DESCENDANTS_POST;
import static dev.bpfj.libbpf.hook.Iter.CgroupOrder.DESCENDANTS_PRE;
import static dev.bpfj.libbpf.hook.Iter.CgroupOrder.SELF_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.hook.Iter;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.progs.AttachIterSkel;
import dev.bpfj.test.RequiresKernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** An iterator walks through control groups, from where and in the order that it is told. */
@Test(groups = "vm")
public final class CgroupIteratorTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path OUTER = ROOT.resolve("bpfj-outer");
  private static final Path INNER = OUTER.resolve("inner");

  /** Makes the groups. */
  @BeforeMethod(alwaysRun = true)
  public void make() throws IOException {
    Files.createDirectories(INNER);
  }

  /** Removes them. */
  @AfterMethod(alwaysRun = true)
  public void remove() throws IOException {
    Files.deleteIfExists(INNER);
    Files.deleteIfExists(OUTER);
  }

  /** A group's number is that of its folder. */
  private static long id(Path group) throws IOException {
    return ((Number) Files.getAttribute(group, "unix:ino")).longValue();
  }

  @DataProvider
  public Object[][] walks() {
    return new Object[][] {
      {SELF_ONLY, OUTER, List.of(OUTER)},
      {DESCENDANTS_PRE, OUTER, List.of(OUTER, INNER)},
      {DESCENDANTS_POST, OUTER, List.of(INNER, OUTER)},
      {ANCESTORS_UP, INNER, List.of(INNER, OUTER, ROOT)},
    };
  }

  @Test(dataProvider = "walks")
  @RequiresKernel(value = "6.1", feature = "iterators over control groups")
  public void fromAGroup(Iter.CgroupOrder order, Path from, List<Path> groups) throws IOException {
    try (AttachIterSkel skel = AttachIterSkel.open()) {
      skel.progs().everyGroup().settings().autoload(true);
      skel.load();
      long id = id(from);
      BpfLink link = skel.progs().everyGroup().attach(Iter.cgroups(order, id));
      assertThat(lines(link)).containsExactlyElementsOf(ids(groups));
      assertThat(link.info().details())
          .isInstanceOfSatisfying(
              LinkDetails.Iter.class,
              iter -> {
                assertThat(iter.target()).isEqualTo("cgroup");
                assertThat(iter.cgroupId()).isEqualTo(id);
              });
    }
  }

  private static List<String> ids(List<Path> groups) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path group : groups) {
      ids.add(Long.toString(id(group)));
    }
    return ids;
  }

  private static List<String> lines(BpfLink link) throws IOException {
    try (InputStream in = link.read()) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
