package dev.bpfj.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Records that were lost because a perf buffer was full. */
@Name("dev.bpfj.Lost")
@Label("BPF Lost Records")
@Description("Records of a perf buffer were lost because it was full")
@Category("BPF")
final class LostEvent extends Event {
  @Label("Map")
  @Nullable String map;

  @Label("Processor")
  int cpu;

  @Label("Records")
  @Description("How many were lost since the last such event of the processor")
  long records;
}
