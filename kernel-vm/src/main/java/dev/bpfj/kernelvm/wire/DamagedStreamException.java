package dev.bpfj.kernelvm.wire;

/** Thrown if the bytes from a guest do not have the frame format. */
public final class DamagedStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param offset the frame's offset in the stream, in bytes
   * @param what what is wrong there
   */
  public DamagedStreamException(long offset, String what) {
    super("result stream: offset " + offset + ": " + what);
  }
}
