package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import java.io.File;
import jnr.constants.platform.RLIMIT;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.testng.annotations.Test;

/**
 * A process that has no file descriptor left, at each place where one is needed: every step fails
 * cleanly, and none is lost. In a JVM of its own, whose limit is lowered.
 */
@Test(groups = "host")
public final class ExhaustedFilesTest {

  public void everyStepThatFailsLosesNoFileDescriptor() throws Exception {
    String out = ChildJvm.run(Exhausted.class);
    assertThat(out.lines().toList())
        .last()
        .asString()
        .matches("failures: [1-9]\\d*, then all went well, lost: 0");
  }

  /** Goes through a skeleton's life with one more descriptor each time, until that is enough. */
  static final class Exhausted {
    private static final POSIX POSIX_LIBRARY = POSIXFactory.getNativePOSIX();
    private static final int MOST = 64;
    private static final int EINVAL = 22;

    public static void main(String[] args) {
      loadAllClasses();
      int before = open();
      int failures = 0;
      for (int more = 0; more < MOST; more++) {
        if (succeedsWith(before + more)) {
          int lost = open() - before;
          System.out.println("failures: " + failures + ", then all went well, lost: " + lost);
          return;
        }
        failures++;
        int lost = open() - before;
        if (lost != 0) {
          System.out.println("with " + more + " descriptors more, lost: " + lost);
          return;
        }
      }
      System.out.println("never went well");
    }

    /** So that nothing but the library needs descriptors afterwards. */
    private static void loadAllClasses() {
      cycle();
      try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
        skel.load();
      } catch (BpfException e) {
        System.getLogger("dev.bpfj.libbpf").log(System.Logger.Level.ERROR, "as expected", e);
      }
      try {
        BpfLink.ofId(Integer.MAX_VALUE).close();
      } catch (BpfException e) {
        System.getLogger("dev.bpfj.libbpf").log(System.Logger.Level.ERROR, "as expected", e);
      }
      KernelFeature.NETKIT
          .explain(new BpfException("loading", "classes", EINVAL, "no such class"))
          .toString();
    }

    private static boolean succeedsWith(int limit) {
      long hard = POSIX_LIBRARY.getrlimit(RLIMIT.RLIMIT_NOFILE.intValue()).rlimMax();
      POSIX_LIBRARY.setrlimit(RLIMIT.RLIMIT_NOFILE.intValue(), limit, hard);
      try {
        cycle();
        return true;
      } catch (BpfException e) {
        return false;
      } finally {
        POSIX_LIBRARY.setrlimit(RLIMIT.RLIMIT_NOFILE.intValue(), hard, hard);
      }
    }

    private static void cycle() {
      try (LifeAttachSkel skel = LifeAttachSkel.open()) {
        skel.load();
        skel.attach();
        BpfLink link = skel.links().first().orElseThrow();
        link.info();
        BpfLink.ofId(link.id()).close();
      }
    }

    private static int open() {
      String[] descriptors = new File("/proc/self/fd").list();
      return descriptors == null ? -1 : descriptors.length;
    }
  }
}
