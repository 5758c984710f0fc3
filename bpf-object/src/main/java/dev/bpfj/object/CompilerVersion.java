package dev.bpfj.object;

import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The compilers that an object names: in {@code .debug_str} until it is stripped, GCC also in
 * {@code .comment}.
 */
final class CompilerVersion {
  private static final Pattern NAMED =
      Pattern.compile("(clang version |GCC: \\([^)\0]{0,100}\\) |rustc version 1\\.)(\\d{1,4})");

  private CompilerVersion() {}

  /** Whether an object names its compilers, and all of them record which enums are signed. */
  static boolean keepsEnumSigns(ElfFile elf) {
    String names = text(elf, ".debug_str") + text(elf, ".comment");
    List<MatchResult> compilers = NAMED.matcher(names).results().toList();
    return !compilers.isEmpty()
        && compilers.stream()
            .allMatch(name -> Integer.parseInt(name.group(2)) >= firstVersion(name.group(1)));
  }

  private static String text(ElfFile elf, String section) {
    return elf.section(section)
        .map(ElfSection::data)
        .map(data -> data.text(0, data.size()))
        .orElse("");
  }

  private static int firstVersion(String compiler) {
    return switch (compiler.charAt(0)) {
      case 'c' -> 15;
      case 'G' -> 13;
      default -> 65; // the first of LLVM 15
    };
  }
}
