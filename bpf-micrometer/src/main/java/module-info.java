/** Micrometer's meters of BPF programs. */
@SuppressWarnings({
  "requires-automatic",
  "requires-transitive-automatic"
}) // micrometer has no descriptor
module dev.bpfj.micrometer {
  requires transitive dev.bpfj.libbpf;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports dev.bpfj.micrometer;
}
