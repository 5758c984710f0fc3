package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Base class of all goals: handles {@code skip}, and reports a user's mistake as a build failure
 * and anything else as an execution error.
 */
abstract class BpfMojo extends AbstractMojo {

  /**
   * Whether to skip this goal. A skipped goal adds no sources and no resources to the project.
   *
   * <pre>{@code <skip>true</skip>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private @Nullable MojoExecution execution;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      return;
    }
    try {
      run(context());
    } catch (InputException e) {
      throw new MojoFailureException(e.getMessage(), Messages.cause(e));
    } catch (IOException e) {
      throw new MojoExecutionException(
          Messages.line(String.valueOf(e.getMessage())), Messages.cause(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  /** Whether the user wants the goal to do nothing, which is then logged. */
  final boolean isSkipped() {
    if (skip) {
      getLog().info("skipped: bpf.skip=true");
    }
    return skip;
  }

  /** Where the goal runs. */
  final Context context() {
    Properties commandLine = injected(session).getUserProperties();
    return new Context(injected(project), injected(execution), commandLine);
  }

  /** Runs the goal. */
  abstract void run(Context context)
      throws IOException, InterruptedException, MojoExecutionException, MojoFailureException;

  /** Returns a parameter or component that Maven always sets. */
  static <T> T injected(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a goal runs only after Maven has set its parameters");
    }
    return value;
  }
}
