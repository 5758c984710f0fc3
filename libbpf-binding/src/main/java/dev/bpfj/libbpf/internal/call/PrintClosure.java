package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Type;

/**
 * The C function that calls {@link Messages#print}: libbpf's print callback, {@code
 * libbpf_print_fn_t}.
 *
 * <p>It is never released, since libbpf may have its address for as long as the process lives; so
 * the class loader of this class is not collected either.
 */
final class PrintClosure implements Closure {
  private static final CallContext SIGNATURE =
      new CallContext(Type.SINT32, Type.SINT32, Type.POINTER, Type.POINTER);

  private PrintClosure() {}

  /** Makes the C function, and returns its address. */
  static long address() {
    Handle handle = ClosureManager.getInstance().newClosure(new PrintClosure(), SIGNATURE);
    handle.setAutoRelease(false);
    return handle.getAddress();
  }

  @Override
  public void invoke(Buffer buffer) {
    buffer.setIntReturn(
        Messages.print(buffer.getInt(0), buffer.getAddress(1), buffer.getAddress(2)));
  }
}
