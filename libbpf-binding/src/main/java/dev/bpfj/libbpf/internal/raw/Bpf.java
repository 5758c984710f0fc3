package dev.bpfj.libbpf.internal.raw;

/** {@code bpf/bpf.h}: thin wrappers of the bpf system call. All return -errno on failure. */
public interface Bpf {

  int bpf_map_freeze(int fd);

  int bpf_obj_pin(int fd, long path);

  int bpf_obj_get(long path);

  int bpf_prog_attach(int progFd, int attachableFd, int type, int flags);

  int bpf_prog_detach2(int progFd, int attachableFd, int type);

  int bpf_link_create(int progFd, int targetFd, int attachType, long opts);

  int bpf_link_detach(int linkFd);

  int bpf_link_update(int linkFd, int newProgFd, long opts);

  int bpf_iter_create(int linkFd);

  int bpf_prog_get_next_id(int startId, long nextId);

  int bpf_map_get_next_id(int startId, long nextId);

  int bpf_link_get_next_id(int startId, long nextId);

  int bpf_prog_get_fd_by_id(int id);

  int bpf_map_get_fd_by_id(int id);

  int bpf_link_get_fd_by_id(int id);

  int bpf_obj_get_info_by_fd(int fd, long info, long infoLength);

  int bpf_enable_stats(int type);

  int bpf_prog_test_run_opts(int fd, long opts);
}
