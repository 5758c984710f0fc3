/**
 * What a program with a skeleton runs on: BPF objects, maps, programs, links and ring buffers over
 * libbpf.
 *
 * <p>Calling native code takes {@code --enable-native-access=dev.bpfj.libbpf,org.jnrproject.jffi}.
 */
@SuppressWarnings({
  "requires-automatic", // jnr-ffi and jffi have names, but no descriptors
  "module" // bpf-test is built later
})
module dev.bpfj.libbpf {
  requires dev.bpfj.object;
  requires java.logging; // jffi's own
  requires jdk.unsupported; // jffi's own
  requires org.jnrproject.ffi;
  requires org.jnrproject.jffi;
  requires static transitive org.jspecify;

  exports dev.bpfj.libbpf.error;
  exports dev.bpfj.libbpf.event;
  exports dev.bpfj.libbpf.fd;
  exports dev.bpfj.libbpf.hook;
  exports dev.bpfj.libbpf.link;
  exports dev.bpfj.libbpf.map.codec;
  exports dev.bpfj.libbpf.map;
  exports dev.bpfj.libbpf.probe;
  exports dev.bpfj.libbpf.program;
  exports dev.bpfj.libbpf.ring;
  exports dev.bpfj.libbpf.skeleton;
  exports dev.bpfj.libbpf;

  // Its kernel in memory takes the machine's place.
  exports dev.bpfj.libbpf.internal.access to
      dev.bpfj.test;
  exports dev.bpfj.libbpf.internal.call to
      dev.bpfj.test;
  exports dev.bpfj.libbpf.internal.kernel to
      dev.bpfj.test;
  exports dev.bpfj.libbpf.internal.memory to
      dev.bpfj.test;
  exports dev.bpfj.libbpf.internal.raw to
      dev.bpfj.test;
  exports dev.bpfj.libbpf.internal.struct to
      dev.bpfj.test;
}
