/** A tool on the module path. It opens nothing of its own to anybody. */
module com.example.modular {
  requires dev.bpfj.libbpf;
}
