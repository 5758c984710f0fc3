package dev.bpfj.corpus.layout;

import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.kernelvm.io.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the C compiler, after all that a program's source declares, whether claims hold. */
final class SourceCheck {
  private static final Pattern ERROR = Pattern.compile("(.*?):(\\d+):\\d+: (?:fatal )?error: (.*)");

  private final Clang clang;
  private final Path work;

  SourceCheck(Clang clang, Path work) {
    this.clang = clang;
    this.work = work;
  }

  /** The claims about a program that the compiler denies, or does not understand. */
  List<Difference> check(CorpusObject object, List<Claim> claims) {
    String prologue = "#include \"" + object.source() + "\"";
    return check(object.name(), object.headers(), prologue, claims);
  }

  /** The same for claims about what a line of C declares. */
  List<Difference> check(String name, Headers headers, String prologue, List<Claim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Path file = work.resolve(name + ".c");
    write(file, text(prologue, claims));
    Command.Output output =
        clang.run(headers, List.of("-fsyntax-only", "-ferror-limit=0", file.toString()));
    List<Difference> differences = differences(name, file, claims, output.err());
    if (!output.ok() && differences.isEmpty()) {
      differences.add(new Difference(name, "the source", output.err()));
    }
    return differences;
  }

  // One claim a line: a message's line tells which claim it is about.
  private static String text(String prologue, List<Claim> claims) {
    StringBuilder text = new StringBuilder(prologue).append('\n');
    claims.forEach(
        claim -> text.append("_Static_assert(").append(claim.expression()).append(", \"\");\n"));
    return text.toString();
  }

  private static List<Difference> differences(
      String name, Path file, List<Claim> claims, String messages) {
    List<Difference> differences = new ArrayList<>();
    for (String line : messages.lines().toList()) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.matches()) {
        int at = Integer.parseInt(matcher.group(2)) - 2;
        boolean ours = matcher.group(1).equals(file.toString()) && at >= 0 && at < claims.size();
        String claim = ours ? claims.get(at).toString() : matcher.group(1);
        differences.add(new Difference(name, claim, matcher.group(3)));
      }
    }
    return differences;
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
