package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.progs.PidTgidSkel;

/**
 * The numbers of a thread and its process as BPF programs get them ({@code
 * bpf_get_current_pid_tgid}): those of the first PID namespace. Java has those of its own, which in
 * a container are others.
 *
 * @param process the process's number, which the kernel calls tgid
 * @param thread the thread's number, which the kernel calls pid
 */
public record PidTgid(int process, int thread) {

  /** Those of the running thread. */
  public static PidTgid current() {
    try (PidTgidSkel skel = PidTgidSkel.openAndLoad()) {
      skel.progs().store().testRun(TestRunOptions.none());
      long both = skel.bss().pidTgid();
      return new PidTgid((int) (both >> Integer.SIZE), (int) both);
    }
  }
}
