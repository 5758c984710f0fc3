package dev.bpfj.libbpf.internal.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/**
 * The shutdown hook, which keeps a class loader alive, is there only while it has something to do.
 */
@Test(singleThreaded = true)
public final class LastingAttachmentsTest {

  /** An attachment that notes its releases. */
  private record Noted(int fd, List<String> releases) implements LinkHandle {
    @Override
    public void release(String subject) {
      releases.add(subject);
    }
  }

  public void theHookGoesWithTheLastAttachment() {
    List<String> releases = new ArrayList<>();
    LinkHandle first = LastingAttachments.attach("first", () -> new Noted(-1, releases));
    LinkHandle second = LastingAttachments.attach("second", () -> new Noted(-1, releases));
    assertThat(LastingAttachments.hasHook()).isTrue();
    first.release("link of first");
    first.release("link of first");
    assertThat(LastingAttachments.hasHook()).isTrue();
    second.release("link of second");
    assertThat(LastingAttachments.hasHook()).isFalse();
    assertThat(releases).containsExactly("link of first", "link of second");
  }

  public void whatTheKernelHasALinkOfNeedsNone() {
    LinkHandle link = LastingAttachments.attach("link", () -> new Noted(3, new ArrayList<>()));
    assertThat(link).isInstanceOf(Noted.class);
    assertThat(LastingAttachments.hasHook()).isFalse();
  }

  public void aRefusedAttachmentLeavesNoHook() {
    try {
      LastingAttachments.attach(
          "refused",
          () -> {
            throw new IllegalArgumentException("refused");
          });
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessage("refused");
    }
    assertThat(LastingAttachments.hasHook()).isFalse();
  }
}
