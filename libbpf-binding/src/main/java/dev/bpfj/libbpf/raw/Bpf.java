package dev.bpfj.libbpf.raw;

/** {@code bpf/bpf.h}: thin wrappers of the bpf system call. All return -errno on failure. */
public interface Bpf extends BpfElements {

  int bpf_map_freeze(int fd);

  int bpf_obj_get_info_by_fd(int fd, long info, long infoLength);

  int bpf_prog_get_next_id(int startId, long nextId);

  int bpf_map_get_next_id(int startId, long nextId);

  int bpf_link_get_next_id(int startId, long nextId);

  int bpf_prog_get_fd_by_id(int id);

  int bpf_map_get_fd_by_id(int id);

  int bpf_link_get_fd_by_id(int id);

  int bpf_obj_get(long path);

  int bpf_obj_pin(int fd, long path);

  int bpf_prog_test_run_opts(int fd, long opts);

  int bpf_map_create(int type, long name, int keySize, int valueSize, int maxEntries, long opts);

  int bpf_prog_load(int type, long name, long license, long insns, long insnCnt, long opts);
}
