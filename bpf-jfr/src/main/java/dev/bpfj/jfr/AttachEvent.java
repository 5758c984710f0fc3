package dev.bpfj.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** An attachment of a program or struct_ops map. */
@Name("dev.bpfj.Attach")
@Label("BPF Attach")
@Description("A BPF program was attached, or could not be")
@Category("BPF")
final class AttachEvent extends Event {
  @Label("Program")
  @Nullable String program;

  @Label("Hook")
  @Description("The program's section, or the kind of hook")
  @Nullable String hook;

  @Label("Link")
  @Description("The id of the kernel's link; 0 if there is none")
  long link;

  @Label("Failure")
  @Description("Why it was not attached; empty if it was")
  @Nullable String failure;
}
