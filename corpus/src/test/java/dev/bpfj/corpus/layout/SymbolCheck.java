package dev.bpfj.corpus.layout;

import dev.bpfj.corpus.compile.CorpusObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the object's symbols, which the C compiler wrote, where variables lie. */
final class SymbolCheck {
  private SymbolCheck() {}

  static List<Difference> check(CorpusObject object, List<VariableClaim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    ElfListing listing = ElfListing.of(object.file());
    List<Difference> differences = new ArrayList<>();
    for (VariableClaim claim : claims) {
      Optional<ElfListing.Symbol> symbol = listing.variable(claim.name());
      String answer = symbol.map(SymbolCheck::answer).orElse("no such symbol");
      String expected = claim.section() + ": " + claim.belief();
      if (!answer.equals(expected)) {
        differences.add(
            new Difference(object.name(), claim.subject() + ": " + claim.belief(), answer));
      }
    }
    return differences;
  }

  private static String answer(ElfListing.Symbol symbol) {
    return symbol.section() + ": offset=" + symbol.offset() + ", size=" + symbol.size();
  }
}
