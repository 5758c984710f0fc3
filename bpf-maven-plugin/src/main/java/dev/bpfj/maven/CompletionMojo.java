package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.completion.Descriptor;
import dev.bpfj.maven.completion.Script;
import dev.bpfj.maven.completion.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a script that completes the goals of this plugin, their properties and the values of those
 * on Maven's command line in bash and zsh. Whatever else completes {@code mvn} goes on doing so.
 *
 * <pre>{@code
 * mvn dev.bpfj:bpf-maven-plugin:VERSION:completion && echo '. ~/.bpf-completion.bash' >>~/.bashrc
 * }</pre>
 *
 * @since 0.9.0
 */
@Mojo(name = "completion", requiresProject = false, aggregator = true, threadSafe = true)
public final class CompletionMojo extends BpfMojo {

  /**
   * The shell. Values: bash, zsh. Default: the one that the environment variable {@code SHELL}
   * names.
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.shell")
  private @Nullable String shell;

  /**
   * The script's file. Default: {@code .bpf-completion.bash} or {@code .bpf-completion.zsh} in the
   * home directory.
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.completionFile")
  private @Nullable File completionFile;

  /** Makes the goal. */
  public CompletionMojo() {}

  @Override
  void run(Context context) throws IOException {
    Shell wanted = Shell.of(shell, System.getenv("SHELL"));
    Path home = Path.of(System.getProperty("user.home"));
    Path file = context.path(completionFile, home.resolve(".bpf-completion." + wanted.title()));
    if (Files.isDirectory(file)) {
      throw new InputException(
          file + ": a directory: parameter=bpf.completionFile; name the script's file");
    }
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, new Script(Descriptor.goals()).text(wanted, context.pluginVersion()));
    new MojoLog(getLog())
        .info("completion of " + wanted.title() + ": load it by the line: . " + file);
  }
}
