package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * Calls C functions of up to six integers and addresses. All are passed as words, sign extended,
 * which is how the calling conventions of Linux want narrower ones too; of a result that is
 * narrower than a word the upper bits are undefined. So this is for machines of 64 bits.
 *
 * <p>Thread-safe.
 */
final class CFunctions {
  private static final Invoker INVOKER = Invoker.getInstance();
  private static final CallContext WORDS_1 = words(1, true);
  private static final CallContext WORDS_2 = words(2, true);
  private static final CallContext WORDS_3 = words(3, true);
  private static final CallContext WORDS_5 = words(5, true);
  private static final CallContext WORDS_6 = words(6, true);

  private CFunctions() {}

  // The contexts that a program need not have to attach are in classes of their own. jffi registers
  // each context by reflection, and JDK 17 makes a class for a method that is called by reflection
  // more than 15 times, which takes 4 ms.

  private static final class MoreWords {
    static final CallContext WORDS_0 = words(0, true);
    static final CallContext WORDS_4 = words(4, true);
  }

  private static final class IgnoringErrno {
    static final CallContext WORDS_3 = words(3, false);
  }

  private static final class MoreIgnoringErrno {
    static final CallContext WORDS_2 = words(2, false);
    static final CallContext WORDS_4 = words(4, false);
  }

  private static CallContext words(int parameters, boolean saveErrno) {
    Type[] types = new Type[parameters];
    Arrays.fill(types, Type.SINT64);
    return new CallContext(Type.SINT64, types, CallingConvention.DEFAULT, saveErrno);
  }

  /**
   * Makes sure that a library has a function.
   *
   * @param address where it is, 0 if the library lacks it
   * @param name its name
   * @return the address
   * @throws UnsatisfiedLinkError if the library lacks it
   */
  static long present(long address, String name) {
    if (address == 0) {
      throw new UnsatisfiedLinkError(name);
    }
    return address;
  }

  static long call(long function) {
    return INVOKER.invokeL0(MoreWords.WORDS_0, function);
  }

  static long call(long function, long a) {
    return INVOKER.invokeL1(WORDS_1, function, a);
  }

  static long call(long function, long a, long b) {
    return INVOKER.invokeL2(WORDS_2, function, a, b);
  }

  static long call(long function, long a, long b, long c) {
    return INVOKER.invokeL3(WORDS_3, function, a, b, c);
  }

  static long call(long function, long a, long b, long c, long d) {
    return INVOKER.invokeL4(MoreWords.WORDS_4, function, a, b, c, d);
  }

  static long call(long function, long a, long b, long c, long d, long e) {
    return INVOKER.invokeL5(WORDS_5, function, a, b, c, d, e);
  }

  static long call(long function, long a, long b, long c, long d, long e, long f) {
    return INVOKER.invokeL6(WORDS_6, function, a, b, c, d, e, f);
  }

  static long callIgnoringErrno(long function, long a, long b) {
    return INVOKER.invokeL2NoErrno(MoreIgnoringErrno.WORDS_2, function, a, b);
  }

  static long callIgnoringErrno(long function, long a, long b, long c) {
    return INVOKER.invokeL3NoErrno(IgnoringErrno.WORDS_3, function, a, b, c);
  }

  static long callIgnoringErrno(long function, long a, long b, long c, long d) {
    return INVOKER.invokeL4NoErrno(MoreIgnoringErrno.WORDS_4, function, a, b, c, d);
  }
}
