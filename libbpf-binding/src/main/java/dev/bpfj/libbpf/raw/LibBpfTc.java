package dev.bpfj.libbpf.raw;

/** {@code bpf/libbpf.h}: filters of the kernel's traffic control, made over netlink. */
public interface LibBpfTc {

  int bpf_tc_hook_create(long hook);

  int bpf_tc_hook_destroy(long hook);

  int bpf_tc_attach(long hook, long opts);

  int bpf_tc_detach(long hook, long opts);

  int bpf_tc_query(long hook, long opts);
}
