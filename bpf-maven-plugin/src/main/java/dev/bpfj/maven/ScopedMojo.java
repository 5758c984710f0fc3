package dev.bpfj.maven;

import java.io.IOException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that works for the project's own code or for its tests. */
abstract class ScopedMojo extends BpfMojo {

  /**
   * Whether the goal works for the project's own code or for its tests: {@code main} or {@code
   * test}. Without it: {@code test} where the goal is bound to a phase of the tests such as {@code
   * generate-test-sources}, else {@code main}. For tests the usual places are {@code src/test/bpf},
   * {@code target/test-bpf}, {@code target/generated-test-sources/bpf} and {@code
   * target/generated-test-resources/bpf}.
   *
   * <pre>{@code <scope>test</scope>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.scope")
  private @Nullable String scope;

  @Override
  final void run(Context context) throws IOException, InterruptedException {
    if (context.isBoundInPomProject()) {
      getLog().debug("nothing to do: the project has packaging pom, its children inherit the goal");
      return;
    }
    run(context, Scope.of(scope, context.execution().getLifecyclePhase()));
  }

  /** Does what the goal is for. */
  abstract void run(Context context, Scope scope) throws IOException, InterruptedException;
}
