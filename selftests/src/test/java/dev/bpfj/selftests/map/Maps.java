package dev.bpfj.selftests.map;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the tests of maps have in common. */
final class Maps {
  private Maps() {}

  static MapHandle create(MapType type, int keySize, int valueSize, long entries, int flags) {
    return MapHandle.create(
        MapSpec.of(type, keySize, valueSize, entries).name("bpfj_test").mapFlags(flags));
  }

  static MapHandle create(MapType type, int keySize, int valueSize, long entries) {
    return create(type, keySize, valueSize, entries, 0);
  }

  /** Runs a raw tracepoint program by hand, and gives its result. */
  static int run(BpfProgram program, long... arguments) {
    return program.testRun(TestRunOptions.none().context(context(arguments))).returnValue();
  }

  static int runOnCpu(BpfProgram program, int cpu, long... arguments) {
    TestRunOptions options =
        TestRunOptions.none().context(context(arguments)).flags(TestRunOptions.ON_CPU).cpu(cpu);
    return program.testRun(options).returnValue();
  }

  private static byte[] context(long... arguments) {
    ByteBuffer context =
        ByteBuffer.allocate(Long.BYTES * arguments.length).order(ByteOrder.nativeOrder());
    for (long argument : arguments) {
      context.putLong(argument);
    }
    return context.array();
  }
}
