/** Flight Recorder's events of BPF objects. */
module dev.bpfj.jfr {
  requires dev.bpfj.libbpf;
  requires jdk.jfr;
  requires static org.jspecify;

  exports dev.bpfj.jfr;
}
