package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.progs.PidTgidSkel;

/**
 * By which numbers BPF programs know a thread and its process ({@code bpf_get_current_pid_tgid}):
 * those of the first PID namespace, where Java tells those of its own. In a container they differ.
 *
 * @param process the process's number, which the kernel calls tgid
 * @param thread the thread's number, which the kernel calls pid
 */
public record PidTgid(int process, int thread) {

  /** Those of the running thread. */
  public static PidTgid current() {
    try (PidTgidSkel skel = PidTgidSkel.openAndLoad()) {
      skel.progs().tell().testRun(TestRunOptions.none());
      long both = skel.bss().pidTgid();
      return new PidTgid((int) (both >> Integer.SIZE), (int) both);
    }
  }
}
