package dev.bpfj.libbpf.internal.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The statically defined probes of a file ({@code .note.stapsdt}). */
final class ProbeNotes {
  private static final String OWNER = "stapsdt";
  private static final int TYPE = 3;
  private static final int HEADER_SIZE = 12;
  private static final int ADDRESSES = 24; // place, base, semaphore
  private static final int MOST_PROBES = 10_000;

  /** A probe. */
  record Probe(String provider, String name) implements Comparable<Probe> {
    @Override
    public int compareTo(Probe other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return provider + ":" + name;
    }
  }

  private ProbeNotes() {}

  /** A file's probes. */
  static SortedSet<Probe> of(ElfImage file) throws IOException {
    SortedSet<Probe> probes = new TreeSet<>();
    Optional<ElfImage.Section> section = file.named(".note.stapsdt");
    if (section.isEmpty()) {
      return probes;
    }
    ByteBuffer notes = file.content(section.get());
    long at = 0;
    while (at <= notes.limit() - HEADER_SIZE && probes.size() < MOST_PROBES) {
      long owner = Integer.toUnsignedLong(notes.getInt((int) at));
      long size = Integer.toUnsignedLong(notes.getInt((int) at + 4));
      int type = notes.getInt((int) at + 8);
      long content = at + HEADER_SIZE + aligned(owner);
      long end = content + size;
      if (end > notes.limit()) {
        throw new IOException("is malformed: section .note.stapsdt");
      }
      if (type == TYPE && ElfImage.text(notes, at + HEADER_SIZE).equals(OWNER)) {
        String provider = ElfImage.text(notes, content + ADDRESSES);
        long name = content + ADDRESSES + provider.getBytes(StandardCharsets.UTF_8).length + 1;
        probes.add(new Probe(provider, ElfImage.text(notes, name)));
      }
      at = content + aligned(size);
    }
    return probes;
  }

  private static long aligned(long size) {
    return (size + 3) & ~3L;
  }
}
