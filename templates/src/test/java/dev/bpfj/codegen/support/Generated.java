package dev.bpfj.codegen.support;

import dev.bpfj.codegen.GeneratedSkeleton;
import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.naming.JavaNames;
import java.util.List;

/** A skeleton of one of the tests' programs, compiled. */
public final class Generated implements AutoCloseable {
  /** The package of the tests' skeletons. */
  public static final String PACKAGE = "generated";

  private static final SkeletonGenerator GENERATOR = new SkeletonGenerator();

  private final Class<?> type;
  private final GeneratedSkeleton skeleton;
  private final AutoCloseable opened;

  private Generated(String program, String... types) {
    this.skeleton = generate(program, types);
    Compiled compiled =
        Compiled.of(skeleton.sources())
            .withResource(PACKAGE + "/" + program + ".bpf.o", BpfCompiler.file(program));
    this.type = compiled.load(PACKAGE + "." + skeleton.sources().get(0).className());
    this.opened = (AutoCloseable) Beans.call(type, "open");
  }

  private Generated() {
    this.type = Generated.class;
    this.skeleton = new GeneratedSkeleton(List.of(), List.of());
    this.opened = () -> {};
  }

  /** A stand-in until a test's set-up is done. */
  public static Generated none() {
    return new Generated();
  }

  /** Generates, compiles and opens. */
  public static Generated open(String program, String... types) {
    return new Generated(program, types);
  }

  /** Generates only. */
  public static GeneratedSkeleton generate(String program, String... types) {
    return GENERATOR.generate(
        BpfCompiler.object(program),
        new SkeletonRequest(PACKAGE, JavaNames.skeletonClass(program), program, List.of(types)));
  }

  /** The skeleton. */
  public Object skeleton() {
    return opened;
  }

  /** One of its data sections. */
  public Object section(String name) {
    return Beans.call(opened, name);
  }

  /** One of its nested classes. */
  public Class<?> nested(String name) {
    for (Class<?> candidate : type.getClasses()) {
      if (candidate.getSimpleName().equals(name)) {
        return candidate;
      }
    }
    throw new AssertionError(type.getName() + ": no class " + name);
  }

  /** What was noted. */
  public List<String> notes() {
    return skeleton.notes().stream().map(Note::message).toList();
  }

  @Override
  public void close() {
    Beans.call(opened, "close");
  }
}
