package dev.bpfj.corpus.header;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType.Array;
import dev.bpfj.object.btf.BtfType.Composite;
import dev.bpfj.object.btf.BtfType.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the named members of a struct or union are, those of anonymous ones inside it too: what C
 * sees of it, however it is written down.
 *
 * @param size its size in bytes
 * @param fields its members, in their order
 */
record Shape(long size, List<Field> fields) {

  /**
   * A member.
   *
   * @param path how C refers to it, {@code a.b} inside a member whose type has no name
   * @param bitOffset its place from the start, in bits
   * @param bits its size in bits
   * @param isBitfield whether C cannot take its address
   */
  record Field(String path, long bitOffset, long bits, boolean isBitfield) {}

  static Shape of(Btf btf, Composite composite) {
    List<Field> fields = new ArrayList<>();
    add(btf, composite, "", 0, fields);
    return new Shape(composite.size(), fields);
  }

  private static void add(
      Btf btf, Composite composite, String prefix, long start, List<Field> fields) {
    for (Member member : composite.members()) {
      long offset = start + member.bitOffset();
      boolean isPart = btf.resolve(member.type()) instanceof Composite;
      boolean isBitfield = member.bitfieldSize() > 0;
      if (member.name().isEmpty()) {
        if (isPart) {
          add(btf, (Composite) btf.resolve(member.type()), prefix, offset, fields);
        }
        continue;
      }
      String path = prefix + member.name();
      long bits = isBitfield ? member.bitfieldSize() : btf.sizeOf(member.type()) * 8;
      fields.add(new Field(path, offset, bits, isBitfield));
      if (isPart && btf.resolve(member.type()).name().isEmpty()) {
        add(btf, (Composite) btf.resolve(member.type()), path + ".", offset, fields);
      } else if (btf.resolve(member.type()) instanceof Array array
          && array.length() > 0
          && btf.resolve(array.element()) instanceof Composite element
          && element.name().isEmpty()) {
        add(btf, element, path + "[0].", offset, fields);
      }
    }
  }
}
