package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.BtfExt;
import dev.bpfj.object.btf.LineInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of an object file in Java. The reader's classes are loaded by this class alone, and
 * a skeleton needs it only when the verifier rejects a program.
 */
final class ObjectReading {
  private static final int LIBBPF_ERRNO_FORMAT = 4001;

  private ObjectReading() {}

  /**
   * Refuses what libbpf must not be given.
   *
   * @throws BpfException as if libbpf had refused it
   */
  static void requireSound(byte[] elf, String name, String subject, boolean relaxedMaps) {
    try {
      BpfObjectFile.requireSound(name, elf, relaxedMaps);
    } catch (MalformedObjectException e) {
      BpfException refused =
          LibbpfCall.failure(
              "bpf_object__open_mem",
              subject,
              LIBBPF_ERRNO_FORMAT,
              "",
              List.of(String.valueOf(e.getMessage())));
      refused.initCause(e);
      throw refused;
    }
  }

  /**
   * Puts file and number behind the text of the line that a rejection tells, as kernels from 6.8 on
   * do themselves.
   */
  static VerifierRejectedException locate(byte[] elf, VerifierRejectedException rejected) {
    List<String> telling = rejected.telling();
    String line = telling.isEmpty() ? "" : telling.get(0);
    if (!line.startsWith(";") || rejected.sourceFile().isPresent()) {
      return rejected;
    }
    Optional<String> place = place(elf, line.substring(1).strip());
    if (place.isEmpty()) {
      return rejected;
    }
    List<String> located = new ArrayList<>(telling);
    located.set(0, line + " @ " + place.get());
    return LibbpfCall.rejection(
        rejected.operation(), rejected.errno(), rejected.program(), located, rejected.log());
  }

  /** Where a line of this text is; nothing if there are several or none. */
  private static Optional<String> place(byte[] elf, String text) {
    Set<String> places = new LinkedHashSet<>();
    try {
      BtfExt lines = BpfObjectFile.parse("object", elf).btfExt();
      for (String section : lines.sections()) {
        for (LineInfo line : lines.lines(section)) {
          if (line.text().strip().equals(text)) {
            String file = line.file();
            places.add(file.substring(file.lastIndexOf('/') + 1) + ":" + line.line());
          }
        }
      }
    } catch (MalformedObjectException e) {
      return Optional.empty(); // what cannot be read has no lines
    }
    return places.size() == 1 ? places.stream().findFirst() : Optional.empty();
  }
}
