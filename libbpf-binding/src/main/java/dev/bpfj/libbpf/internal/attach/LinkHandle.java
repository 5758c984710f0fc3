package dev.bpfj.libbpf.internal.attach;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Failures;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import java.util.List;

/** How an attachment is held. */
public interface LinkHandle {

  /** The descriptor; -1 for what has none. */
  int fd();

  /**
   * Detaches the program.
   *
   * @param subject the attachment, for messages
   * @throws BpfException if the kernel refuses; it is not tried again
   */
  void release(String subject);

  /** Why there is no link in the kernel that could be asked, updated or pinned; empty if one is. */
  default String whyNoLink() {
    return "";
  }

  /**
   * By libbpf's structure, which knows what to undo.
   *
   * @param kernel whose link it is
   * @param pointer the structure
   * @param ofStructOps whether it is a struct_ops map's, which libbpf has a larger structure of
   */
  record OfLibbpf(Kernel kernel, long pointer, boolean ofStructOps) implements LinkHandle {
    @Override
    public int fd() {
      return kernel.libbpf().bpf_link__fd(pointer);
    }

    @Override
    public void release(String subject) {
      destroy(kernel, subject, pointer);
    }
  }

  /**
   * By libbpf's structure, of what the kernel has no link of: a struct_ops map without {@code
   * BPF_F_LINK}, whose own descriptor is in the structure.
   *
   * @param kernel whose link it is
   * @param pointer the structure
   */
  record Registration(Kernel kernel, long pointer) implements LinkHandle {
    @Override
    public int fd() {
      return -1;
    }

    @Override
    public void release(String subject) {
      destroy(kernel, subject, pointer);
    }

    @Override
    public String whyNoLink() {
      return "the kernel has no link of a map of section \".struct_ops\", but of one of"
          + " \".struct_ops.link\", from Linux 6.4; this one can be closed only";
    }
  }

  /** By a descriptor alone, whose close is all there is to undo. */
  record OfDescriptor(int fd) implements LinkHandle {
    @Override
    public void release(String subject) {
      LibbpfCall.number(
          "bpf_link__destroy",
          subject,
          () -> Native.libc().close(fd) < 0 ? -Native.lastErrno() : 0);
    }
  }

  /**
   * By several links, which are closed as one.
   *
   * @param links they, in the order of their making
   * @param whyNoLink what is said of what can be done with one link only
   */
  record Several(List<LinkHandle> links, String whyNoLink) implements LinkHandle {
    @Override
    public int fd() {
      return -1;
    }

    @Override
    public void release(String subject) {
      Failures failures = new Failures();
      for (LinkHandle link : links) {
        try {
          link.release(subject);
        } catch (BpfException e) {
          failures.add(e);
        }
      }
      failures.throwFirst();
    }
  }

  private static void destroy(Kernel kernel, String subject, long pointer) {
    LibbpfCall.begin();
    int result = kernel.libbpf().bpf_link__destroy(pointer);
    if (result < 0) {
      throw LibbpfCall.failure("bpf_link__destroy", subject, -result);
    }
    LibbpfCall.end();
  }
}
