package dev.bpfj.libbpf.raw;

/**
 * {@code bpf/bpf.h}: links by their descriptors, and attaching without a link. All return -errno on
 * failure.
 */
public interface BpfLinks {

  int bpf_link_create(int progFd, int targetFd, int attachType, long opts);

  int bpf_link_update(int linkFd, int newProgFd, long opts);

  int bpf_link_detach(int linkFd);

  int bpf_iter_create(int linkFd);

  int bpf_prog_attach(int progFd, int attachableFd, int type, int flags);

  int bpf_prog_detach2(int progFd, int attachableFd, int type);

  int bpf_enable_stats(int type);
}
