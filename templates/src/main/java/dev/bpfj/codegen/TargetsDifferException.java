package dev.bpfj.codegen;

import java.util.List;

/** Thrown if no single class fits a program's objects for several architectures. */
public final class TargetsDifferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /**
   * Makes the exception.
   *
   * @param object the program's name
   * @param differences what is not the same for all targets
   */
  public TargetsDifferException(String object, List<String> differences) {
    this(differences.stream().map(each -> object + ".bpf.o: " + each).toList());
  }

  private TargetsDifferException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = lines;
  }

  /**
   * What differs.
   *
   * @return a line each, at least one
   */
  public List<String> lines() {
    return lines;
  }
}
