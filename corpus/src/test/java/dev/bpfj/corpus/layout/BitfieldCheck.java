package dev.bpfj.corpus.layout;

import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.kernelvm.io.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Has the C compiler set all bits of each bitfield in a constant of its own, and looks at the
 * constants' bytes: C has no other word for where a bitfield lies.
 */
final class BitfieldCheck {
  private static final String PROBE = "bpfj_probe_";

  private final Clang clang;
  private final Path work;

  BitfieldCheck(Clang clang, Path work) {
    this.clang = clang;
    this.work = work;
  }

  List<Difference> check(CorpusObject object, List<BitfieldClaim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Path source = work.resolve(object.name() + "-bits.c");
    Path compiled = work.resolve(object.name() + "-bits.o");
    SourceCheck.write(source, text(object, claims));
    Command.Output output =
        clang.run(object.headers(), List.of("-c", source.toString(), "-o", compiled.toString()));
    if (!output.ok()) {
      return List.of(new Difference(object.name(), "bitfields", output.err()));
    }
    return compare(object, claims, ElfListing.of(compiled), read(compiled));
  }

  private static String text(CorpusObject object, List<BitfieldClaim> claims) {
    StringBuilder text = new StringBuilder("#include \"" + object.source() + "\"\n");
    for (int i = 0; i < claims.size(); i++) {
      BitfieldClaim claim = claims.get(i);
      text.append("const __typeof__(")
          .append(claim.struct())
          .append(") " + PROBE + i + " __attribute__((section(\"bpfj_probes\"), used)) = {.")
          .append(claim.member())
          .append(" = -1};\n");
    }
    return text.toString();
  }

  private static List<Difference> compare(
      CorpusObject object, List<BitfieldClaim> claims, ElfListing listing, byte[] bytes) {
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      BitfieldClaim claim = claims.get(i);
      int at = (int) listing.fileOffset(PROBE + i);
      byte[] probe = java.util.Arrays.copyOfRange(bytes, at, at + (int) claim.size());
      BitSet found = BitSet.valueOf(probe);
      BitSet expected = new BitSet();
      expected.set((int) claim.first(), (int) claim.first() + claim.count());
      if (!found.equals(expected)) {
        String subject = claim.subject() + ": " + claim.belief();
        differences.add(new Difference(object.name(), subject, "bits=" + found));
      }
    }
    return differences;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
