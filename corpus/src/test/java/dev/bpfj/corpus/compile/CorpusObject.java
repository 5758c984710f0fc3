package dev.bpfj.corpus.compile;

import java.nio.file.Path;

/**
 * A compiled program of the corpus.
 *
 * @param name the program's, without any ending
 * @param source its source
 * @param file the object
 * @param headers how its headers were made to compile
 */
public record CorpusObject(String name, Path source, Path file, Headers headers) {

  /** How a program's headers compile. */
  public enum Headers {
    /** As they are in the kernel's tree. */
    PLAIN,
    /** With some words defined that only the kernel's own headers know. */
    KERNEL_WORDS
  }
}
