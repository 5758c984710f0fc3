package dev.bpfj.maven;

import java.io.IOException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Base class of the goals that run for the project's main code or its tests. */
abstract class ScopedMojo extends BpfMojo {

  /**
   * Whether the goal runs for the project's main code or its tests. Values: main, test. Default:
   * {@code test} if the goal is bound to a test phase such as {@code generate-test-sources}, else
   * {@code main}. The default directories for tests are {@code src/test/bpf}, {@code
   * target/test-bpf}, {@code target/generated-test-sources/bpf} and {@code
   * target/generated-test-resources/bpf}.
   *
   * <pre>{@code <scope>test</scope>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.scope")
  private @Nullable String scope;

  @Override
  final void run(Context context) throws IOException, InterruptedException {
    if (context.isBoundInPomProject()) {
      getLog().debug("nothing to do: the project has packaging pom, its children inherit the goal");
      return;
    }
    run(context, scope(context));
  }

  /** The scope that the goal runs for. */
  final Scope scope(Context context) {
    return Scope.of(scope, context.execution().getLifecyclePhase());
  }

  /** Runs the goal for a scope. */
  abstract void run(Context context, Scope scope) throws IOException, InterruptedException;
}
