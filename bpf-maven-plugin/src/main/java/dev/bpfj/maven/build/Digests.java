package dev.bpfj.maven.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-256 of files and texts, in hexadecimal. An instance serves one run of a goal and reads each
 * file once, so that a header that many sources share is not read for each of them.
 */
public final class Digests {
  private static final int BUFFER = 1 << 16;

  private final Map<Path, String> known = new ConcurrentHashMap<>();

  /** Creates an instance that has read no files. */
  public Digests() {}

  /**
   * A file's digest.
   *
   * @param file the file
   * @return the digest
   * @throws IOException if it cannot be read
   * @throws InputException if the user has to make it readable
   */
  public String of(Path file) throws IOException {
    String digest = known.get(file);
    if (digest == null) {
      digest = read(file);
      known.put(file, digest);
    }
    return digest;
  }

  /**
   * The digest of a file, or of all files below a directory and of their names.
   *
   * @param path the file or directory
   * @return the digest
   * @throws IOException if a file cannot be read
   * @throws InputException if the user has to make it readable
   */
  public String ofAll(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return of(path);
    }
    List<String> texts = new ArrayList<>();
    for (Path file : InputFiles.below(path, "")) {
      texts.add(path.relativize(file).toString());
      texts.add(of(file));
    }
    return of(texts);
  }

  /**
   * The digest of bytes in memory.
   *
   * @param bytes the bytes
   * @return the digest
   */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * The digest of a list of texts; where one ends and the next begins matters.
   *
   * @param texts the texts
   * @return the digest
   */
  public static String of(Collection<String> texts) {
    MessageDigest digest = sha256();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String read(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw InputFiles.explained(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
