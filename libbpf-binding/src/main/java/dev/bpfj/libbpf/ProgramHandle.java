package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.Pinning;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.program.ProgramInfo;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * A program of the kernel's, whoever loaded it, with a descriptor of its own, which is closed with
 * it. It lives on in the kernel as long as someone holds it. Thread-safe.
 */
public final class ProgramHandle implements Descriptor, AutoCloseable {
  private final String subject;
  private final int fd;
  private final Lifetime lifetime;

  private ProgramHandle(String subject, int fd) {
    this.subject = subject;
    this.fd = fd;
    this.lifetime = new Lifetime(subject, () -> Native.libc().close(fd));
  }

  /**
   * Opens a program by its id ({@code bpf_prog_get_fd_by_id}), which only an administrator may.
   *
   * @param id its id
   * @return the program
   * @throws BpfException -ENOENT if there is none
   */
  public static ProgramHandle ofId(int id) {
    String subject = "program id " + Integer.toUnsignedString(id);
    return new ProgramHandle(
        subject,
        LibbpfCall.number(
            "bpf_prog_get_fd_by_id",
            subject,
            Advice.onPrivilege(Capability.CAP_SYS_ADMIN),
            () -> Native.bpf().bpf_prog_get_fd_by_id(id)));
  }

  /**
   * Opens a pinned program ({@code bpf_obj_get}).
   *
   * @param path where it is pinned
   * @return the program
   * @throws BpfException -ENOENT if there is nothing
   * @throws IllegalArgumentException if it is no program
   */
  public static ProgramHandle ofPinned(Path path) {
    return new ProgramHandle("program at " + path, Pinning.open(path, Pinning.Kind.PROGRAM));
  }

  @Override
  public <T> T use(IntFunction<T> action) {
    lifetime.enter();
    try {
      return action.apply(fd);
    } finally {
      lifetime.exit();
    }
  }

  /**
   * What the kernel says of the program ({@code bpf_obj_get_info_by_fd}).
   *
   * @return type, id, name, maps, statistics
   * @throws BpfClosedException after close
   */
  public ProgramInfo info() {
    return use(number -> ProgramInfo.of(subject, number));
  }

  /**
   * Gives the program a name in a BPF file system ({@code bpf_obj_pin}).
   *
   * @param path the name, in a folder that is there
   * @throws BpfException -EEXIST if there is something
   */
  public void pin(Path path) {
    use(
        number -> {
          Pinning.pin(subject, number, path);
          return path;
        });
  }

  /**
   * Whether it is closed.
   *
   * @return true from close on
   */
  public boolean isClosed() {
    return lifetime.isClosed();
  }

  /** Closes the descriptor once no call uses it. Idempotent. */
  @Override
  public void close() {
    lifetime.close();
  }

  @Override
  public String toString() {
    return subject;
  }
}
