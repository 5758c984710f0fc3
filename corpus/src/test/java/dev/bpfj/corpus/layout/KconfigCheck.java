package dev.bpfj.corpus.layout;

import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the struct that bpftool writes where libbpf puts the kernel's configuration. */
final class KconfigCheck {
  private static final Pattern STRUCT =
      Pattern.compile("(struct \\w+__kconfig) (\\{.*?\\n\\t\\}) \\*kconfig;", Pattern.DOTALL);
  // What the programs have from headers and the struct names only.
  private static final String NAMES =
      "typedef _Bool bool; typedef unsigned short uint16_t; typedef unsigned int uint32_t;"
          + " typedef unsigned long uint64_t;"
          + " enum libbpf_tristate { TRI_NO, TRI_YES, TRI_MODULE }; ";

  private final SourceCheck source;

  KconfigCheck(SourceCheck source) {
    this.source = source;
  }

  List<Difference> check(CorpusObject object, String skeleton, List<VariableClaim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Matcher matcher = STRUCT.matcher(skeleton);
    if (!matcher.find()) {
      return List.of(new Difference(object.name(), ".kconfig", "bpftool has no such struct"));
    }
    String type = matcher.group(1);
    List<Claim> inC = new ArrayList<>();
    for (VariableClaim claim : claims) {
      String offset = "__builtin_offsetof(" + type + ", " + claim.name() + ")";
      String size = "sizeof(((" + type + " *)0)->" + claim.name() + ")";
      String holds = offset + " == " + claim.offset() + " && " + size + " == " + claim.size();
      inC.add(new Claim(claim.subject(), claim.belief(), holds));
    }
    String declaration = NAMES + type + " " + matcher.group(2).replaceAll("\\s+", " ") + ";";
    return source.check(object.name() + "-kconfig", Headers.PLAIN, declaration, inC);
  }
}
