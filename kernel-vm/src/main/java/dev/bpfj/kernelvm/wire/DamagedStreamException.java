package dev.bpfj.kernelvm.wire;

/** The bytes that came out of a guest are not what a guest writes. */
public final class DamagedStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says where and what.
   *
   * @param offset the frame's offset in the stream, in bytes
   * @param what what is wrong there
   */
  public DamagedStreamException(long offset, String what) {
    super("result stream: offset " + offset + ": " + what);
  }
}
