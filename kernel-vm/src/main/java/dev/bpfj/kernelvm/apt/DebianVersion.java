package dev.bpfj.kernelvm.apt;

import java.util.Comparator;

/**
 * A Debian package's version, ordered as dpkg orders them (deb-version(7)): epoch, upstream
 * version, revision; in each of these runs of digits by value, the rest by character, letters
 * before everything else and {@code ~} before even the end.
 *
 * @param text as in the package: {@code 1:1.4.6-1~bpo12+1}
 */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
  private static final Comparator<DebianVersion> ORDER =
      Comparator.comparingLong(DebianVersion::epoch)
          .thenComparing(DebianVersion::upstream, DebianVersion::compareParts)
          .thenComparing(DebianVersion::revision, DebianVersion::compareParts);

  @Override
  public int compareTo(DebianVersion other) {
    return ORDER.compare(this, other);
  }

  private long epoch() {
    int colon = text.indexOf(':');
    return colon < 0 ? 0 : Long.parseLong(text.substring(0, colon));
  }

  private String upstream() {
    String rest = text.substring(text.indexOf(':') + 1);
    int dash = rest.lastIndexOf('-');
    return dash < 0 ? rest : rest.substring(0, dash);
  }

  private String revision() {
    int dash = text.lastIndexOf('-');
    return dash < 0 ? "" : text.substring(dash + 1);
  }

  private static int compareParts(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while (isOther(a, i) || isOther(b, j)) {
        int order = Integer.compare(rank(a, i), rank(b, j));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
      int endA = endOfDigits(a, i);
      int endB = endOfDigits(b, j);
      int order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static boolean isOther(String s, int i) {
    return i < s.length() && !isDigit(s.charAt(i));
  }

  private static int rank(String s, int i) {
    if (i >= s.length() || isDigit(s.charAt(i))) {
      return 0;
    }
    char c = s.charAt(i);
    if (c == '~') {
      return -1;
    }
    return Character.isLetter(c) ? c : c + 256;
  }

  private static int endOfDigits(String s, int from) {
    int end = from;
    while (end < s.length() && isDigit(s.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String a, String b) {
    String left = a.replaceFirst("^0+", "");
    String right = b.replaceFirst("^0+", "");
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
