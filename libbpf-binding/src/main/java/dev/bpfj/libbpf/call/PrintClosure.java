package dev.bpfj.libbpf.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Type;
import dev.bpfj.libbpf.raw.LibBpf;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** libbpf's print callback, for native code to call. */
final class PrintClosure implements Closure {
  private static final CallContext SIGNATURE =
      new CallContext(Type.SINT32, Type.SINT32, Type.POINTER, Type.POINTER);

  // For ever: libbpf keeps the address, and a closure goes with its handle.
  private static final Queue<Handle> HELD = new ConcurrentLinkedQueue<>();

  private final LibBpf.PrintFn function;

  private PrintClosure(LibBpf.PrintFn function) {
    this.function = function;
  }

  /** The address of a C function that calls a function of Java's. */
  static long address(LibBpf.PrintFn function) {
    Handle handle = ClosureManager.getInstance().newClosure(new PrintClosure(function), SIGNATURE);
    HELD.add(handle);
    return handle.getAddress();
  }

  @Override
  public void invoke(Buffer buffer) {
    buffer.setIntReturn(
        function.print(buffer.getInt(0), buffer.getAddress(1), buffer.getAddress(2)));
  }
}
