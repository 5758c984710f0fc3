package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;

/**
 * A program, or what can have a link.
 *
 * @param name its method
 * @param cName its name in C
 * @param summary what it is, beginning with a capital letter and without a full stop
 */
public record MemberModel(JavaIdentifier name, JavaString cName, Summary summary) {

  /**
   * Its name in C.
   *
   * @return Javadoc
   */
  public JavadocText label() {
    return summary.subject;
  }

  /**
   * The member in a list.
   *
   * @return its name in C and where it comes from
   */
  public String listed() {
    return summary.subject + summary.detail + summary.place;
  }

  /**
   * What a program or map is.
   *
   * @param noun what it is, such as {@code The program}
   * @param subject its name in C
   * @param detail where it comes from, such as {@code in section}
   * @param place the place that it comes from
   */
  public record Summary(String noun, JavadocText subject, String detail, JavadocText place) {
    @Override
    public String toString() {
      return noun + " " + subject + detail + place;
    }
  }
}
