package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that only this process's user can write to, and root: neither it nor a directory
 * above it can be replaced by others.
 */
final class PrivateDirectory {
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final String STATUS = "/proc/self/status";
  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int PERMISSIONS = 07777;
  private static final int ALL_MINE = 0700;
  private static final String MOUNTED_NOEXEC = "mounted noexec";

  private PrivateDirectory() {}

  /**
   * Makes a directory and one in it if need be, with those above, and checks them.
   *
   * @param directory an absolute path
   * @param name the name of the directory in it
   * @return the real path of the directory in it
   * @throws UnusableDirectoryException if one cannot be made, or is not this user's alone, or code
   *     must not be loaded from there
   */
  static Path in(Path directory, String name) throws UnusableDirectoryException {
    if (!directory.isAbsolute()) {
      throw new UnusableDirectoryException(directory, "not an absolute path");
    }
    try {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(directory.resolveSibling(""));
        create(directory);
      }
      Path real = directory.resolveSibling("").toRealPath().resolve(directory.getFileName());
      int me = user();
      requireMine(real, me);
      requireSafe(real, real.getParent(), me);
      Path inside = real.resolve(name);
      if (MountTable.forbidsCode(inside)) {
        throw new UnusableDirectoryException(real, MOUNTED_NOEXEC);
      }
      if (!Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
        create(inside);
      }
      requireMine(inside, me);
      return inside;
    } catch (IOException e) {
      throw new UnusableDirectoryException(directory, reason(e));
    }
  }

  /**
   * Makes a directory with a name that nobody can guess.
   *
   * @param parent where it is made; others may write there
   * @return its real path
   * @throws UnusableDirectoryException if it cannot be made, or can be replaced by others, or code
   *     must not be loaded from it
   */
  static Path inside(Path parent) throws UnusableDirectoryException {
    try {
      Path real = parent.toRealPath();
      if (MountTable.forbidsCode(real)) {
        throw new UnusableDirectoryException(real, MOUNTED_NOEXEC);
      }
      requireSafe(real, real, user());
      return Files.createTempDirectory(real, "bpfj-", PRIVATE);
    } catch (IOException e) {
      throw new UnusableDirectoryException(parent, reason(e));
    }
  }

  private static void create(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, PRIVATE);
    } catch (FileAlreadyExistsException e) {
      // Another JVM was faster; it is checked next.
    }
  }

  private static void requireMine(Path directory, int me)
      throws IOException, UnusableDirectoryException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnusableDirectoryException(directory, "not a directory");
    }
    Rights found = Rights.of(directory);
    if (found.owner() != me) {
      throw new UnusableDirectoryException(
          directory, "owner=" + found.owner() + ", expected=" + me);
    }
    if (found.mode() != ALL_MINE) {
      throw new UnusableDirectoryException(
          directory, "mode=" + Integer.toOctalString(found.mode()) + ", expected=700");
    }
  }

  /** Who can write to a directory can replace what is in it, unless it is sticky as /tmp is. */
  private static void requireSafe(Path directory, @Nullable Path lowest, int me)
      throws IOException, UnusableDirectoryException {
    for (Path above = lowest; above != null; above = above.getParent()) {
      Rights found = Rights.of(above);
      boolean replaceable =
          (found.mode() & WRITABLE_BY_OTHERS) != 0 && (found.mode() & STICKY) == 0;
      if (replaceable || (found.owner() != me && found.owner() != ROOT)) {
        throw new UnusableDirectoryException(
            directory,
            "others can write to "
                + above
                + ": owner="
                + found.owner()
                + ", mode="
                + Integer.toOctalString(found.mode()));
      }
    }
  }

  private record Rights(int owner, int mode) {
    static Rights of(Path path) throws IOException {
      Map<String, Object> found =
          Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      return new Rights(number(found.get("uid")), number(found.get("mode")) & PERMISSIONS);
    }

    private static int number(@Nullable Object attribute) {
      return (Integer) Objects.requireNonNull(attribute);
    }
  }

  /** The user as whom this process makes files, "Uid: real effective saved filesystem". */
  static int user() throws IOException {
    String status = ProcFile.read(STATUS);
    int line = status.indexOf("\nUid:");
    if (line < 0) {
      throw new IOException(STATUS + ": no user in it");
    }
    int end = status.indexOf('\n', line + 1);
    return Integer.parseInt(status.substring(status.lastIndexOf('\t', end) + 1, end));
  }

  private static String reason(IOException e) {
    String type = e instanceof NoSuchFileException ? "no such directory" : e.toString();
    return type.replaceFirst("^java\\.nio\\.file\\.", "");
  }
}
