package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.BpfException;
import dev.bpfj.libbpf.memory.AddressRange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** How buffers let go of their memory. */
final class Pages {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private Pages() {}

  /** Puts zeros in place of shared pages, for those who still have a buffer. */
  static void letGo(AddressRange range) {
    try {
      range.showZeros();
    } catch (BpfException e) {
      // The rest is to be closed all the same.
      LOGGER.log(Level.WARNING, "a buffer's memory stays mapped until it is unreachable", e);
    }
  }
}
