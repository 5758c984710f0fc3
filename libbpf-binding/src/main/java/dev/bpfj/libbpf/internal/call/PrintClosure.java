package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Type;

/**
 * A C function that calls a Java method: libbpf's print callback, {@code libbpf_print_fn_t}.
 *
 * <p>It is never released, since libbpf may have its address for as long as the process lives; so
 * the class loader of this class is not collected either.
 */
final class PrintClosure implements Closure {
  private static final CallContext SIGNATURE =
      new CallContext(Type.SINT32, Type.SINT32, Type.POINTER, Type.POINTER);

  private final PrintFunction function;

  private PrintClosure(PrintFunction function) {
    this.function = function;
  }

  /** {@code libbpf_print_fn_t}. */
  interface PrintFunction {
    /**
     * Prints a message.
     *
     * @param level 0 for warnings, 1 for information, 2 for debugging
     * @param format the address of a printf format
     * @param arguments the address of a {@code va_list}
     * @return what printf returns
     */
    int print(int level, long format, long arguments);
  }

  /** Makes a C function of a Java function, and returns its address. */
  static long address(PrintFunction function) {
    Handle handle = ClosureManager.getInstance().newClosure(new PrintClosure(function), SIGNATURE);
    handle.setAutoRelease(false);
    return handle.getAddress();
  }

  @Override
  public void invoke(Buffer buffer) {
    buffer.setIntReturn(
        function.print(buffer.getInt(0), buffer.getAddress(1), buffer.getAddress(2)));
  }
}
