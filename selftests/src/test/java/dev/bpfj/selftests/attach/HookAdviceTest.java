package dev.bpfj.selftests.attach;

import static dev.bpfj.selftests.harness.NativeCode.LIBRARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.hook.ByType;
import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.libbpf.hook.Device;
import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.hook.Netns;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.AttachTracingSkel;
import dev.bpfj.progs.UsdtLayoutSkel;
import dev.bpfj.selftests.harness.Commands;
import dev.bpfj.selftests.harness.ControlGroups;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.selftests.harness.Loading;
import dev.bpfj.selftests.harness.NativeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What exceptions advise on is what is wrong: each cause is made here, and its advice is read. */
@Test(
    groups = {"host", "vm"},
    singleThreaded = true)
public final class HookAdviceTest {
  private static final Path PROBED = Path.of(LIBRARY);
  private static final String LISTED = "bpfj:passed";

  private static AttachTracingSkel loadUsdt() {
    return Loading.load(
        AttachTracingSkel.open(), skel -> skel.progs().atUsdt().settings().autoload(true));
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(call)
        .satisfies(
            e -> assertThat(e.getMessage().lines().findFirst().orElseThrow()).contains(parts));
  }

  /** Its arguments would be wrong numbers: what libbpf writes is laid out in another way. */
  public void aUsdtProgramOfAnotherLibbpfsHeaderIsRefused() {
    boolean isNew = Libbpf.isAtLeast(1, 7);
    try (UsdtLayoutSkel skel =
        Loading.load(
            UsdtLayoutSkel.open(),
            s -> {
              s.progs().atUsdt().settings().autoload(true);
              s.object().map("__bpf_usdt_specs").settings().valueSize(isNew ? 208 : 304);
            })) {
      Usdt usdt = Usdt.probe(PROBED, "bpfj", "passed");
      assertThatThrownBy(() -> skel.progs().atUsdt().attach(usdt))
          .isInstanceOf(BpfException.class)
          .hasMessageStartingWith("program \"at_usdt\": ")
          .hasMessageContaining("usdt.bpf.h")
          .hasMessageContaining("libbpf 1.7")
          .hasMessageContaining(Libbpf.found());
    }
  }

  @DataProvider
  public Object[][] missingProbes() {
    return new Object[][] {
      {Usdt.probe(PROBED, "bpfj", "nothing"), "nothing", "bpfj", "it has " + LISTED},
      {Usdt.probe(PROBED, "other", "passed"), "passed", "other", "one of that name is " + LISTED},
    };
  }

  @Test(dataProvider = "missingProbes")
  public void aUsdtProbeThatIsNotThereIsNamedAndThoseThatAreListed(
      Usdt usdt, String name, String provider, String found) {
    try (AttachTracingSkel skel = loadUsdt()) {
      refused(
          () -> skel.progs().atUsdt().attach(usdt),
          "-ENOENT (2)",
          "; "
              + PROBED
              + " has no USDT probe \""
              + name
              + "\" of provider \""
              + provider
              + "\"; "
              + found);
    }
  }

  public void aFileWithoutUsdtProbesIsToldToHaveNone() {
    try (AttachTracingSkel skel = loadUsdt()) {
      Usdt usdt = Usdt.probe(NativeCode.reader(), "bpfj", "passed");
      refused(
          () -> skel.progs().atUsdt().attach(usdt),
          NativeCode.reader() + " has no USDT probes: it has no section .note.stapsdt");
    }
  }

  public void aProcessThatIsNotThereIsNamed() {
    try (AttachTracingSkel skel = loadUsdt()) {
      Usdt usdt = Usdt.probe(PROBED, "bpfj", "passed").pid(Integer.MAX_VALUE);
      refused(
          () -> skel.progs().atUsdt().attach(usdt),
          "; there is no process 2147483647; it has ended, or the number is that of another PID"
              + " namespace");
    }
  }

  /** 256 specs are what usdt.bpf.h makes room for; a smaller map is full sooner. */
  public void aFullMapOfUsdtSpecsIsNamed() {
    try (AttachTracingSkel skel = AttachTracingSkel.open()) {
      skel.progs().atUsdt().settings().autoload(true);
      skel.object().map("__bpf_usdt_specs").settings().maxEntries(1);
      skel.load();
      Usdt usdt = Usdt.probe(PROBED, "bpfj", "passed").pid(Uprobe.THIS_PROCESS);
      BpfLink first = skel.progs().atUsdt().attach(usdt);
      refused(
          () -> skel.progs().atUsdt().attach(usdt),
          "-E2BIG (7)",
          "the object's map \"__bpf_usdt_specs\" is full",
          "close links that are not needed, or raise the map's settings().maxEntries(...) before"
              + " load",
          "BPF_USDT_MAX_SPEC_CNT, which is 256,");
      first.close();
      skel.progs().atUsdt().attach(usdt).close();
    }
  }

  private static Path temporary(String suffix) throws IOException {
    Path file = Files.createTempFile("bpfj-target", suffix);
    file.toFile().deleteOnExit();
    return file;
  }

  @DataProvider
  public Object[][] unfitTargets() throws IOException {
    Path script = temporary("");
    Files.writeString(script, "#!/usr/bin/env python3\nprint()\n");
    Path text = temporary(".so");
    Files.writeString(text, "/* GNU ld script */\nGROUP ( /lib/libc.so.6 )\n");
    Path reader = NativeCode.reader();
    return new Object[][] {
      {Uprobe.function(PROBED, "nothing"), PROBED + " has no function \"nothing\"; nm " + PROBED},
      {
        Uprobe.function(reader, "read"),
        reader + " calls \"read\" and has it from a library; name that library"
      },
      {
        Uprobe.function(PROBED, "probed_counter"),
        PROBED + " has \"probed_counter\", which is no function"
      },
      {Uprobe.function(script, "main"), script + " is a script that /usr/bin/env python3 runs;"},
      {Uprobe.function(text, "malloc"), text + " is no ELF file; probes are put into programs"},
      {Uprobe.function(Path.of("/sys"), "malloc"), "/sys is a directory;"},
      {Uprobe.function(Path.of("/bpfj/nowhere"), "f"), "there is no file /bpfj/nowhere"},
      {Uprobe.at(Path.of("/bpfj/nowhere"), 8), "there is no file /bpfj/nowhere"},
      {Usdt.probe(script, "a", "b"), script + " is a script that"},
      {
        Usdt.probe(Path.of("libbpfj-nowhere.so"), "a", "b"),
        "there is no file libbpfj-nowhere.so where libraries and programs are looked for"
      },
    };
  }

  @Test(dataProvider = "unfitTargets")
  public void whatProbesCannotBePutIntoIsToldToBeWhatItIs(Hook hook, String advice) {
    try (AttachTracingSkel skel = loadUsdt()) {
      refused(() -> skel.progs().atUsdt().attach(hook), "; " + advice);
    }
  }

  public void anIndirectFunctionIsToldToBeOne() {
    try (AttachTracingSkel skel = loadUsdt()) {
      Uprobe memmove = Uprobe.function(Path.of("libc.so.6"), "memmove");
      refused(
          () -> skel.progs().atUsdt().attach(memmove), "has \"memmove\", an indirect function:");
    }
  }

  public void aNameWithAVersionIsToldWhichThereAre() {
    try (AttachTracingSkel skel = loadUsdt()) {
      Uprobe malloc = Uprobe.function(Path.of("libc.so.6"), "malloc@GLIBC_9.9");
      refused(() -> skel.progs().atUsdt().attach(malloc), "has \"malloc@@GLIBC_2.");
    }
  }

  public void aDeviceIndexThatIsNotThereIsToldToBeNone() {
    Map<String, Function<BpfProgram, BpfLink>> attachments =
        Map.of(
            "xdp", program -> program.attach(Xdp.on(4711)),
            "xdp by mode", program -> program.attach(Xdp.on(4711).mode(XdpMode.SKB)));
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
      String advice =
          "; there is no network device of that index in this thread's network namespace";
      attachments.forEach(
          (name, attach) -> refused(() -> attach.apply(skel.progs().countFrames()), advice));
      refused(() -> skel.progs().classifyFirst().attach(Tc.ingress(4711)), advice);
    }
  }

  public void aModeThatADeviceHasNotIsToldToBeThat() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
            refused(
                () -> skel.progs().countFrames().attach(Xdp.on("lo").mode(XdpMode.DRV)),
                "-EOPNOTSUPP (95)",
                "; the device does not support the mode DRV; every device supports SKB");
          }
        });
  }

  /** A device that has both: of others, newer kernels say that they have not the one. */
  public void aModeBesideAnotherIsToldToExcludeIt() {
    Network.inItsOwn(
        () -> {
          Commands.run("ip", "link", "add", "v0", "type", "veth");
          try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
            skel.progs().countFrames().attach(Xdp.on("v0").mode(XdpMode.SKB));
            refused(
                () -> skel.progs().dropFrames().attach(Xdp.on("v0").mode(XdpMode.DRV)),
                "-EEXIST (17)",
                "; the device has an XDP program in another mode, and native and generic XDP");
          }
        });
  }

  public void aFolderThatIsNoGroupOfVersion2IsToldToBeNone() {
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
      BpfProgram program = skel.progs().countSent();
      refused(() -> program.attach(Cgroup.at(Path.of("/tmp"))), "; it is no control group, which");
    }
  }

  public void aGroupWithAProgramThatSharesItWithNoneIsToldToBeTaken() throws IOException {
    Path folder = Files.createDirectory(ControlGroups.root().resolve("bpfj-taken"));
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad();
        OpenFile group = OpenFile.of(folder)) {
      BpfProgram program = skel.progs().countSent();
      program.attach(ByType.of(group, AttachType.CGROUP_INET_EGRESS)); // without ALLOW_MULTI
      refused(
          () -> program.attach(Cgroup.at(folder)),
          "-EPERM (1)",
          "; another program may be attached to this group or to one above it without"
              + " BPF_F_ALLOW_MULTI");
    } finally {
      Files.delete(folder);
    }
  }

  public void aGroupOfVersion1IsToldToBeOne() throws IOException {
    Path controllers = Path.of("/sys/fs/cgroup/cpu");
    if (Kernel.isGuest()) {
      Path mounted = Files.createTempDirectory("bpfj-version1");
      Commands.run("mount", "-t", "cgroup", "-o", "none,name=bpfj", "none", mounted.toString());
      try {
        assertToldToBeOfVersion1(mounted);
      } finally {
        Commands.run("umount", mounted.toString());
        Files.delete(mounted);
      }
    } else if (Files.exists(controllers.resolve("cgroup.procs"))) {
      assertToldToBeOfVersion1(controllers);
    } else {
      throw new SkipException("this machine has no control groups of version 1");
    }
  }

  private static void assertToldToBeOfVersion1(Path group) {
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
      refused(
          () -> skel.progs().countSent().attach(Cgroup.at(group)),
          "; it is a control group of version 1, and programs are attached to groups of version 2;");
    }
  }

  public void aFileThatIsNoNamespaceIsToldToBeNone() {
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
      refused(
          () -> skel.progs().lookUp().attach(Netns.at(Path.of("/etc/hostname"))),
          "; it is no namespace, such as /proc/self/ns/net");
    }
  }

  public void aFileOfAnotherFileSystemIsToldToBeOnNone() throws IOException {
    Path file = Files.createTempFile("bpfj-unpinned", "");
    try {
      String advice =
          "; it is not on a BPF file system, where maps, programs and links are pinned, such as"
              + " /sys/fs/bpf";
      refused(() -> MapHandle.ofPinned(file), advice);
      refused(() -> ProgramHandle.ofPinned(file), advice);
      refused(() -> BpfLink.ofPinned(file), advice);
    } finally {
      Files.delete(file);
    }
  }

  public void aDeviceWithoutAnAddressHasAnIndex() {
    Network.inItsOwn(
        () -> {
          assertThat(Device.named("lo").findIndex()).isEqualTo(Network.LOOPBACK);
        });
  }
}
