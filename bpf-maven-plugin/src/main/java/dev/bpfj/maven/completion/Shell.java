package dev.bpfj.maven.completion;

import dev.bpfj.maven.build.InputException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A shell that can complete. */
public enum Shell {
  /** GNU's. */
  BASH,
  /** The Z shell. */
  ZSH;

  /**
   * The shell that the user named, or else the one that the user works in.
   *
   * @param name {@code bash} or {@code zsh}, or null
   * @param login the path of the user's shell, or null
   * @return the shell; bash if nothing tells
   * @throws InputException if there is none of that name
   */
  public static Shell of(@Nullable String name, @Nullable String login) {
    if (name == null) {
      return login != null && login.endsWith("zsh") ? ZSH : BASH;
    }
    for (Shell shell : values()) {
      if (shell.title().equals(name)) {
        return shell;
      }
    }
    throw new InputException("bpf.shell: no such shell: value=" + name + ", expected=bash or zsh");
  }

  /**
   * The name that its users type.
   *
   * @return the name
   */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
