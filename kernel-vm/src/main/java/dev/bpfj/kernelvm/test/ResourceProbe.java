package dev.bpfj.kernelvm.test;

import java.util.Set;

/**
 * Sees what tests hold, so that what they leave behind is found. Probes are looked up with {@link
 * java.util.ServiceLoader} on the tests' class path and asked before and after each test class.
 *
 * <p>File descriptors are seen without one. A probe adds what a descriptor does not show: for
 * instance the programs, maps and links that the kernel knows, by walking their ids.
 */
public interface ResourceProbe {
  /**
   * What is held now, by the tests or on their behalf.
   *
   * @return one line a thing, equal as long as it is the same thing: {@code map 12 'events'}
   */
  Set<String> held();
}
