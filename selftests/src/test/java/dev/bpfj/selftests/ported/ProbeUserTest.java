package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.progs.TestProbeUserSkel;
import dev.bpfj.progs.TestProbeUserSkel.SockaddrIn;
import dev.bpfj.selftests.harness.SystemCalls;
import java.util.Arrays;
import org.testng.annotations.Test;

/**
 * The kernel's prog_tests/probe_user.c: a program reads the address that a process hands to
 * connect(), and writes another one over it. That concerns this process only, which the program
 * knows by a variable that is set before load.
 */
@Test(groups = "vm")
public final class ProbeUserTest {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final short AF_INET = 2;
  private static final byte[] PORT = {0x15, (byte) 0xb3}; // 5555, in the network's order
  private static final byte[] ADDRESS = {-1, -1, -1, -1}; // 255.255.255.255: nobody

  public void theProgramReadsAndOverwritesTheProcesssMemory() {
    try (TestProbeUserSkel skel = TestProbeUserSkel.open();
        CallMemory memory = new CallMemory()) {
      skel.bss().ownPid(ProcessHandle.current().pid());
      skel.load();
      assertThat(skel.attach().attached()).containsExactly("overwrite_address");

      byte[] handed = new byte[SockaddrIn.SIZE];
      handed[0] = AF_INET;
      System.arraycopy(PORT, 0, handed, 2, PORT.length);
      System.arraycopy(ADDRESS, 0, handed, 4, ADDRESS.length);
      long address = memory.bytes(handed);
      SystemCalls.connectOnce(address, handed.length);

      assertThat(skel.bss().calls()).isEqualTo(1);
      SockaddrIn read = skel.bss().old();
      assertThat(read.sinFamily()).isEqualTo(AF_INET);
      assertThat(read.sinPort())
          .isEqualTo(Short.toUnsignedInt(MEMORY.getShort(memory.bytes(PORT))));
      assertThat(read.sinAddr().sAddr()).isEqualTo(0xffff_ffffL);

      byte[] overwritten = new byte[handed.length];
      MEMORY.getByteArray(address, overwritten, 0, overwritten.length);
      byte[] expected = new byte[handed.length];
      Arrays.fill(expected, (byte) 0xab);
      assertThat(overwritten).isEqualTo(expected);
    }
  }

  public void anotherProcessIsLeftAlone() {
    try (TestProbeUserSkel skel = TestProbeUserSkel.open();
        CallMemory memory = new CallMemory()) {
      skel.bss().ownPid(1);
      skel.load();
      skel.attach();
      byte[] handed = new byte[SockaddrIn.SIZE];
      handed[0] = AF_INET;
      long address = memory.bytes(handed);
      SystemCalls.connectOnce(address, handed.length);
      byte[] after = new byte[handed.length];
      MEMORY.getByteArray(address, after, 0, after.length);
      assertThat(after).isEqualTo(handed);
      assertThat(skel.bss().calls()).isZero();
    }
  }
}
