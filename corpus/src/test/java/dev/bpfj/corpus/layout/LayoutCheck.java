package dev.bpfj.corpus.layout;

import dev.bpfj.corpus.compile.Bpftool;
import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compares what the generator believes with C. C's answers are kept. */
public final class LayoutCheck {
  private static final String VERSION = "1";

  private final Cache cache;
  private final Clang clang;
  private final Bpftool bpftool;
  private final SourceCheck source;
  private final BitfieldCheck bitfields;

  /** A check; files that it makes are put into a directory. */
  public LayoutCheck(Cache cache, Clang clang, Bpftool bpftool, Path work) {
    this.cache = cache;
    this.clang = clang;
    this.bpftool = bpftool;
    this.source = new SourceCheck(clang, work);
    this.bitfields = new BitfieldCheck(clang, work);
  }

  /** The claims that are not so. */
  public List<Difference> differences(CorpusObject object, Claims claims) {
    String key =
        new Fingerprint()
            .text(VERSION + clang.fingerprint())
            .text(claims.inC().toString())
            .text(claims.variables().toString())
            .text(claims.kconfig().toString())
            .text(claims.bitfields().toString())
            .toString();
    String answers = cache.text("answers/" + object.name() + "-" + key, () -> ask(object, claims));
    return answers.lines().map(line -> difference(object, line.split("\t", 2))).toList();
  }

  private static Difference difference(CorpusObject object, String[] columns) {
    return new Difference(object.name(), columns[0], columns[1]);
  }

  private String ask(CorpusObject object, Claims claims) {
    List<Difference> all = new ArrayList<>(source.check(object, claims.inC()));
    all.addAll(SymbolCheck.check(object, claims.variables()));
    String skeleton = bpftool.struct(object).orElse("");
    all.addAll(new KconfigCheck(source).check(object, skeleton, claims.kconfig()));
    all.addAll(bitfields.check(object, claims.bitfields()));
    return all.stream()
        .map(found -> (found.claim() + "\t" + found.answer()).replace('\n', ' ') + "\n")
        .collect(Collectors.joining());
  }
}
