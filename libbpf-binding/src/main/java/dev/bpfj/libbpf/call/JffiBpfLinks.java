package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.BpfLinks;

/** {@code bpf/bpf.h}: links. */
final class JffiBpfLinks implements BpfLinks {
  private final CLibrary library;

  JffiBpfLinks(CLibrary library) {
    this.library = library;
  }

  @Override
  public int bpf_link_create(int progFd, int targetFd, int attachType, long opts) {
    return (int) library.function("bpf_link_create").call(progFd, targetFd, attachType, opts);
  }

  @Override
  public int bpf_link_update(int linkFd, int newProgFd, long opts) {
    return (int) library.function("bpf_link_update").call(linkFd, newProgFd, opts);
  }

  @Override
  public int bpf_link_detach(int linkFd) {
    return (int) library.function("bpf_link_detach").call(linkFd);
  }

  @Override
  public int bpf_iter_create(int linkFd) {
    return (int) library.function("bpf_iter_create").call(linkFd);
  }

  @Override
  public int bpf_prog_attach(int progFd, int attachableFd, int type, int flags) {
    return (int) library.function("bpf_prog_attach").call(progFd, attachableFd, type, flags);
  }

  @Override
  public int bpf_prog_detach2(int progFd, int attachableFd, int type) {
    return (int) library.function("bpf_prog_detach2").call(progFd, attachableFd, type);
  }

  @Override
  public int bpf_enable_stats(int type) {
    return (int) library.function("bpf_enable_stats").call(type);
  }
}
