package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.CDeclaration;

/** Asks for everything that an object decodes only when asked. */
final class Touch {
  private Touch() {}

  /** Any part may be refused; nothing else may happen. */
  static void everything(BpfObjectFile object) {
    object.btf().ifPresent(Touch::types);
    for (ObjectProgram program : object.programs()) {
      attempt(() -> object.lines(program));
      attempt(() -> object.function(program));
      attempt(() -> object.uses(program));
    }
    attempt(
        () ->
            object
                .btfExt()
                .sections()
                .forEach(
                    section -> {
                      object.btfExt().lines(section);
                      object.btfExt().functions(section);
                    }));
  }

  private static void types(Btf btf) {
    for (int i = 0; i <= btf.count(); i++) {
      int id = i;
      attempt(() -> btf.type(id));
      attempt(() -> btf.resolve(id));
      attempt(() -> btf.sizeOf(id));
      attempt(() -> btf.alignOf(id));
      attempt(() -> CDeclaration.of(btf, id));
      attempt(() -> CDeclaration.brief(btf, id, "name"));
      attempt(() -> CDeclaration.definition(btf, id));
    }
  }

  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (MalformedObjectException e) {
      if (e.getMessage().isEmpty()) {
        throw new AssertionError(e);
      }
    }
  }
}
