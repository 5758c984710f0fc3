package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The build id that the linker wrote into a program: an ELF note of type 3 and owner GNU. */
public final class BuildId {
  private static final int PT_NOTE = 4;
  private static final int NT_GNU_BUILD_ID = 3;
  // struct Elf64_Ehdr and Elf64_Phdr of elf.h
  private static final int E_PHOFF = 32;
  private static final int E_PHENTSIZE = 54;
  private static final int E_PHNUM = 56;
  private static final int P_OFFSET = 8;
  private static final int P_FILESZ = 32;

  private BuildId() {}

  /** A program's build id, which is 20 bytes long. */
  public static byte[] of(Path program) {
    ByteBuffer elf = read(program);
    int headers = (int) elf.getLong(E_PHOFF);
    for (int i = 0; i < elf.getShort(E_PHNUM); i++) {
      int header = headers + i * elf.getShort(E_PHENTSIZE);
      if (elf.getInt(header) == PT_NOTE) {
        int start = (int) elf.getLong(header + P_OFFSET);
        byte[] id = find(elf, start, start + (int) elf.getLong(header + P_FILESZ));
        if (id.length > 0) {
          return id;
        }
      }
    }
    throw new AssertionError(program + ": has no build id");
  }

  private static ByteBuffer read(Path program) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(program)).order(ByteOrder.nativeOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The build id among notes, or nothing. */
  private static byte[] find(ByteBuffer elf, int start, int end) {
    for (int at = start; at < end; ) {
      int nameSize = elf.getInt(at);
      int size = elf.getInt(at + 4);
      int name = at + 12;
      int content = name + aligned(nameSize);
      byte[] owner = new byte[nameSize];
      elf.get(name, owner);
      if (elf.getInt(at + 8) == NT_GNU_BUILD_ID
          && new String(owner, StandardCharsets.US_ASCII).equals("GNU\0")) {
        byte[] id = new byte[size];
        elf.get(content, id);
        return id;
      }
      at = content + aligned(size);
    }
    return new byte[0];
  }

  private static int aligned(int size) {
    return (size + 3) & ~3;
  }
}
