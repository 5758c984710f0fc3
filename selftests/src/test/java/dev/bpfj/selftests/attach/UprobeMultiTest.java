package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.kenai.jffi.Library;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.UnsupportedFeatureException;
import dev.bpfj.libbpf.attach.AttachType;
import dev.bpfj.libbpf.attach.UprobeMultiOptions;
import dev.bpfj.progs.AttachUprobesSkel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jnr.ffi.LibraryLoader;
import org.testng.annotations.Test;

/** One link for many functions of a library, each with a cookie of its own. */
@Test(groups = {"host", "vm"})
public final class UprobeMultiTest {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final String LIBRARY = "libc.so.6";
  private static final int BPF_PROG_TYPE_KPROBE = 2;

  /** Functions that nobody calls but this test. */
  public interface LibC {
    /** {@code stdlib.h}. */
    long labs(long number);

    /** {@code stdlib.h}. */
    long llabs(long number);
  }

  /** Loads, or says what libbpf or the kernel lacks. */
  private static AttachUprobesSkel load() {
    AttachUprobesSkel skel = AttachUprobesSkel.open();
    skel.progs().entered().setAutoload(true);
    skel.progs().entered().setType(BPF_PROG_TYPE_KPROBE);
    if (Supports.kernel(6, 6)) {
      skel.progs().entered().setExpectedAttachType(AttachType.TRACE_UPROBE_MULTI);
    }
    skel.load();
    skel.bss().pid(ProcessHandle.current().pid());
    return skel;
  }

  private static void check(UprobeMultiOptions options, long entries, long cookies) {
    try (AttachUprobesSkel skel = load()) {
      if (!Supports.libbpf(1, 3)) {
        assertMissing(skel, options, "bpf_program__attach_uprobe_multi needs libbpf 1.3");
        return;
      } else if (!Supports.kernel(6, 6)) {
        assertMissing(skel, options, "attaching to many places in a file at once needs Linux 6.6");
        return;
      }
      BpfLink link = skel.progs().entered().attachUprobeMulti(options);
      LIBC.labs(-1);
      LIBC.llabs(-1);
      assertThat(skel.bss().entries()).isEqualTo(entries);
      assertThat(skel.bss().cookies()).isEqualTo(cookies);
      link.close();
      LIBC.labs(-1);
      assertThat(skel.bss().entries()).isEqualTo(entries);
    }
  }

  private static void assertMissing(
      AttachUprobesSkel skel, UprobeMultiOptions options, String message) {
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> skel.progs().entered().attachUprobeMulti(options))
        .withMessageStartingWith("program \"entered\": " + message);
  }

  public void byNames() {
    check(
        UprobeMultiOptions.of(path(), List.of("labs", "lldiv")).withCookies(List.of(4L, 2L)),
        entriesOfLabs(),
        4);
  }

  public void byAPattern() {
    check(UprobeMultiOptions.matching(LIBRARY, "lab?"), entriesOfLabs(), 0);
  }

  public void ofThisProcessOnly() {
    UprobeMultiOptions options = UprobeMultiOptions.matching(LIBRARY, "labs*");
    check(options.withPid((int) ProcessHandle.current().pid()), entriesOfLabs(), 0);
  }

  public void aNameOfALibraryGoesWithAPattern() {
    try (AttachUprobesSkel skel = load()) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(
              () ->
                  skel.progs()
                      .entered()
                      .attachUprobeMulti(UprobeMultiOptions.of(LIBRARY, List.of("labs"))))
          .withMessage(
              "program \"entered\": uprobe.multi without a pattern needs the file's path:"
                  + " binary=libc.so.6");
    }
  }

  /** Where this process has the library from. */
  private static String path() {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.endsWith("/" + LIBRARY))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Where long is long long, glibc has one function under both names.
  private static long entriesOfLabs() {
    Library libc = Library.openLibrary(LIBRARY, Library.LAZY | Library.LOCAL);
    return libc.getSymbolAddress("labs") == libc.getSymbolAddress("llabs") ? 2 : 1;
  }
}
