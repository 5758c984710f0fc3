package dev.bpfj.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A load of an object. */
@Name("dev.bpfj.Load")
@Label("BPF Load")
@Description("A BPF object was loaded into the kernel, or refused")
@Category("BPF")
final class LoadEvent extends Event {
  @Label("Object")
  @Nullable String object;

  @Label("Programs")
  @Description("How many programs the kernel has of it")
  int programs;

  @Label("Maps")
  @Description("How many maps the kernel has of it")
  int maps;

  @Label("Failure")
  @Description("Why it was refused; empty if it was not")
  @Nullable String failure;
}
