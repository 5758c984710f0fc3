package dev.bpfj.libbpf;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;
import static dev.bpfj.libbpf.internal.kernel.Errno.EOPNOTSUPP;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.Pinning;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.LinkUpdateOpts;
import dev.bpfj.libbpf.link.LinkInfo;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An attached program ({@code struct bpf_link}). It belongs to the object that it was made from,
 * whose close closes it too, or to itself if it was {@link #ofPinned opened}.
 *
 * <p>The kernel has no link of some attachments: filters of {@link dev.bpfj.libbpf.hook.Tc}, what
 * is attached {@link dev.bpfj.libbpf.hook.ByType by type}, a {@link dev.bpfj.libbpf.hook.PerfEvent}
 * on each processor, struct_ops maps of section {@code .struct_ops}. Their descriptor is -1, and
 * they can only be closed: what asks, changes or pins the link is an {@link IllegalStateException}
 * that says why.
 *
 * <p>Thread-safe.
 */
public final class BpfLink implements Descriptor, AutoCloseable {
  private static final int BPF_F_REPLACE = 1 << 2;
  private static final Advice ON_UPDATE =
      Advice.onError(EPERM, "another program than the expected one is attached");
  private static final Advice ON_DETACH =
      Advice.onError(EOPNOTSUPP, "links of this type are detached by closing them");

  private final @Nullable BpfObject owner;
  private final Kernel kernel;
  private final LinkHandle handle;
  private final int fd;
  private final String subject;
  // Taken after the owner's, if both are.
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;
  private @Nullable Path pinPath; // guarded by the lock

  private BpfLink(@Nullable BpfObject owner, LinkHandle handle, String subject) {
    this.owner = owner;
    this.kernel = owner == null ? Native.KERNEL : owner.kernel();
    this.handle = handle;
    this.fd = handle.fd();
    this.subject = subject;
  }

  /** A link of a program or struct_ops map. For callers that have the owner's lock. */
  static BpfLink ownedBy(BpfObject owner, LinkHandle handle, String attached) {
    BpfLink link = new BpfLink(owner, handle, attached + ": link");
    owner.own(link);
    return link;
  }

  /**
   * Opens a pinned link ({@code bpf_link__open}). Closing it detaches the program only if there is
   * no other reference to the link: a pin is one, until {@link #unpin}.
   *
   * @param path where it is pinned
   * @return the link
   * @throws BpfException -ENOENT if there is nothing
   * @throws IllegalArgumentException if it is no link
   */
  public static BpfLink ofPinned(Path path) {
    int fd = Pinning.open(path, Pinning.Kind.LINK);
    BpfLink link = new BpfLink(null, new LinkHandle.OfDescriptor(fd), "link at " + path);
    link.lock.lock();
    try {
      link.pinPath = path;
    } finally {
      link.lock.unlock();
    }
    return link;
  }

  /**
   * Opens a link by its id ({@code bpf_link_get_fd_by_id}), which needs CAP_SYS_ADMIN. Closing it
   * detaches the program only if there is no other reference to the link.
   *
   * @param id its id
   * @return the link
   * @throws BpfException -ENOENT if there is none
   */
  public static BpfLink ofId(int id) {
    String subject = "link id " + Integer.toUnsignedString(id);
    int fd =
        LibbpfCall.number(
            "bpf_link_get_fd_by_id",
            subject,
            Advice.onPrivilege(Capability.CAP_SYS_ADMIN),
            () -> Native.bpf().bpf_link_get_fd_by_id(id));
    return new BpfLink(null, new LinkHandle.OfDescriptor(fd), subject);
  }

  /**
   * The link's file descriptor ({@code bpf_link__fd}), which belongs to the link and is closed with
   * it.
   *
   * @return the descriptor; -1 for what the kernel has no link of
   * @throws BpfClosedException after close
   */
  public int fd() {
    return use(number -> number);
  }

  /** Waits with a close until the action ends. */
  @Override
  public <T> T use(IntFunction<T> action) {
    lock.lock();
    try {
      requireOpen();
      return action.apply(fd);
    } finally {
      lock.unlock();
    }
  }

  /** Does something with the kernel's link, if there is one. */
  private <T> T useLink(IntFunction<T> action) {
    return use(
        number -> {
          if (!handle.whyNoLink().isEmpty()) {
            throw new IllegalStateException(subject + ": " + handle.whyNoLink());
          }
          return action.apply(number);
        });
  }

  private void requireOpen() {
    if (owner != null && owner.isClosed()) {
      throw owner.lifetime().closed();
    } else if (closed) {
      throw new BpfClosedException(subject);
    }
  }

  /**
   * What the kernel says of the link ({@code bpf_obj_get_info_by_fd}).
   *
   * @return type, id, program, and what it is to
   * @throws UnsupportedFeatureException for probes and perf events before Linux 5.15, which had no
   *     links for those
   * @throws IllegalStateException if the kernel has no link of it
   */
  public LinkInfo info() {
    kernel.requireMachine(subject, "information about links");
    return useLink(
        number -> {
          try {
            return LinkInfo.of(subject, number);
          } catch (BpfException e) {
            throw KernelFeature.PERF_EVENT_LINK.explain(e);
          }
        });
  }

  /**
   * The link's id, by which others can open it.
   *
   * @return never 0
   */
  public int id() {
    return info().id();
  }

  /**
   * Attaches another program in the place of the one that is, without a moment with neither ({@code
   * bpf_link__update_program}). Links of network devices, network namespaces, control groups and
   * iterators can do that; the others refuse (-EINVAL, -EOPNOTSUPP).
   *
   * @param program a loaded program of the same type; it stays its object's
   */
  public void update(BpfProgram program) {
    requireOpen();
    program.use(fd -> update(0, fd, 0));
  }

  /**
   * The same, only if the attached program is a certain one ({@code bpf_link_update} with {@code
   * BPF_F_REPLACE}).
   *
   * @param program a loaded program of the same type
   * @param expected the program that is attached
   * @throws BpfException -EPERM if another is
   */
  public void update(BpfProgram program, Descriptor expected) {
    requireOpen();
    program.use(fd -> expected.use(old -> update(BPF_F_REPLACE, fd, old)));
  }

  private Integer update(int flags, int programFd, int oldFd) {
    return useLink(
        link -> {
          try (CallMemory memory = new CallMemory()) {
            long opts = LinkUpdateOpts.write(memory, flags, oldFd);
            return LibbpfCall.number(
                "bpf_link_update",
                subject,
                ON_UPDATE,
                () -> kernel.bpf().bpf_link_update(link, programFd, opts));
          }
        });
  }

  /**
   * Registers another struct_ops map in the place of the one that is, without a moment with neither
   * ({@code bpf_link__update_map}, libbpf 1.2, Linux 6.4).
   *
   * @param map a loaded map of the same type, of the object that this link belongs to
   * @throws BpfException -EINVAL if the map is no struct_ops map of that type and name
   * @throws IllegalStateException if the link was made of a map of section {@code .struct_ops},
   *     which has none in the kernel
   * @throws IllegalArgumentException if this is no link that {@link StructOpsMap#attach} has made
   *     of a map of the same object
   * @throws UnsupportedFeatureException if libbpf or the kernel is older
   */
  public void updateMap(StructOpsMap map) {
    requireOpen();
    map.replaceIn(this);
  }

  void update(BpfObject object, long map) {
    useLink(
        number -> {
          // libbpf looks for the larger structure in whatever link it is given.
          if (owner != object
              || !(handle instanceof LinkHandle.OfLibbpf link)
              || !link.ofStructOps()) {
            throw new IllegalArgumentException(
                subject + ": is no link of a struct_ops map of the same object");
          }
          try {
            return LibbpfCall.number(
                "bpf_link__update_map",
                subject,
                () -> kernel.libbpf().bpf_link__update_map(link.pointer(), map));
          } catch (BpfException e) {
            throw KernelFeature.STRUCT_OPS_UPDATE.explain(e);
          }
        });
  }

  /**
   * Detaches the program for all that hold the link ({@code bpf_link__detach}). The link stays, to
   * be asked and closed. Links of network devices, network namespaces, control groups and, in newer
   * kernels, struct_ops maps can do that; the others refuse (-EOPNOTSUPP).
   */
  public void detach() {
    useLink(
        number ->
            LibbpfCall.number(
                "bpf_link__detach",
                subject,
                ON_DETACH,
                () -> kernel.bpf().bpf_link_detach(number)));
  }

  /**
   * Gives the link a name in a BPF file system, which keeps it and the program when this process is
   * gone ({@code bpf_link__pin}). The kernel empties the program arrays and cancels the timers of
   * maps that no process has open and that are not pinned, so a program with tail calls needs its
   * program array pinned too; closing an object warns of those that it empties. Closing a link of a
   * probe, tracepoint or perf event stops it all the same: such a link must be let alone until the
   * process ends.
   *
   * @param path the name, in a folder that is there
   * @throws BpfException -EEXIST if there is something
   * @throws IllegalStateException if it is pinned already
   */
  public void pin(Path path) {
    kernel.requireMachine(subject, "BPF file system");
    useLink(
        number -> {
          if (pinPath != null) {
            throw new IllegalStateException(subject + ": is pinned already: path=" + pinPath);
          }
          Pinning.pin(subject, number, path);
          pinPath = path;
          if (owner != null) {
            owner.emptiedArrays().pinned(path);
          }
          return path;
        });
  }

  /**
   * Removes the link's name ({@code bpf_link__unpin}). The program stays attached until the link is
   * closed.
   *
   * @throws BpfException -ENOENT if the name is gone; -EINVAL if it is the name of something else
   *     by now, which then stays
   * @throws IllegalStateException if it is not pinned
   */
  public void unpin() {
    use(
        number -> {
          Path path = pinPath;
          if (path == null) {
            throw new IllegalStateException(subject + ": is not pinned");
          }
          try {
            Pinning.unpin(Pinning.Kind.LINK, subject + " at " + path, number, path);
          } catch (BpfException e) {
            if (e.errno() == ENOENT) {
              unpinned(path);
            }
            throw e;
          }
          unpinned(path);
          return path;
        });
  }

  private void unpinned(Path path) {
    pinPath = null;
    if (owner != null) {
      owner.emptiedArrays().unpinned(path);
    }
  }

  /**
   * Where the link is pinned ({@code bpf_link__pin_path}).
   *
   * @return the path, if it is pinned
   */
  public Optional<Path> pinPath() {
    lock.lock();
    try {
      requireOpen();
      return Optional.ofNullable(pinPath);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has an iterator walk, and reads what it writes ({@code bpf_iter_create}). The walk goes on as
   * it is read; there can be several at once.
   *
   * @return one walk from its beginning; closing the object closes it
   * @throws BpfException if this is no iterator's link (-EINVAL)
   */
  public InputStream read() {
    int walk =
        useLink(
            number ->
                LibbpfCall.number(
                    "bpf_iter_create", subject, () -> kernel.bpf().bpf_iter_create(number)));
    return IteratorStream.of(owner, walk, subject + ": walk");
  }

  /**
   * Whether the link is closed, by itself or with its object.
   *
   * @return true once it is
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Detaches the program ({@code bpf_link__destroy}). May be called again.
   *
   * @throws BpfException if the kernel could not detach it; the link is gone all the same
   */
  @Override
  public void close() {
    if (owner == null) {
      release();
      return;
    }
    owner.lock();
    try {
      owner.disown(this);
      release();
    } finally {
      owner.unlock();
    }
  }

  private void release() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        handle.release(subject);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return subject;
  }
}
