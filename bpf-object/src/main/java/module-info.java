/** Reads BPF object files: ELF, BTF, programs, maps, global data. Needs java.base alone. */
module dev.bpfj.object {
  requires static transitive org.jspecify;

  exports dev.bpfj.object;
  exports dev.bpfj.object.btf;
  exports dev.bpfj.object.io;
}
