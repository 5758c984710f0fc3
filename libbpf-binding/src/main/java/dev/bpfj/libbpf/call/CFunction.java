package dev.bpfj.libbpf.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * A C function of up to six integers and pointers. All are passed as words, sign extended, which is
 * how the calling conventions of Linux want narrower ones too; of a result that is narrower than a
 * word the upper bits are anything. So this is for machines of 64 bits.
 *
 * <p>Each call saves errno for its thread.
 */
final class CFunction {
  private static final Invoker INVOKER = Invoker.getInstance();
  private static final CallContext WORDS_0 = words(0);
  private static final CallContext WORDS_1 = words(1);
  private static final CallContext WORDS_2 = words(2);
  private static final CallContext WORDS_3 = words(3);
  private static final CallContext WORDS_4 = words(4);
  private static final CallContext WORDS_5 = words(5);
  private static final CallContext WORDS_6 = words(6);

  private final long address;

  CFunction(long address) {
    this.address = address;
  }

  private static CallContext words(int parameters) {
    Type[] types = new Type[parameters];
    Arrays.fill(types, Type.SINT64);
    return new CallContext(Type.SINT64, types);
  }

  long call() {
    return INVOKER.invokeL0(WORDS_0, address);
  }

  long call(long a) {
    return INVOKER.invokeL1(WORDS_1, address, a);
  }

  long call(long a, long b) {
    return INVOKER.invokeL2(WORDS_2, address, a, b);
  }

  long call(long a, long b, long c) {
    return INVOKER.invokeL3(WORDS_3, address, a, b, c);
  }

  long call(long a, long b, long c, long d) {
    return INVOKER.invokeL4(WORDS_4, address, a, b, c, d);
  }

  long call(long a, long b, long c, long d, long e) {
    return INVOKER.invokeL5(WORDS_5, address, a, b, c, d, e);
  }

  long call(long a, long b, long c, long d, long e, long f) {
    return INVOKER.invokeL6(WORDS_6, address, a, b, c, d, e, f);
  }
}
