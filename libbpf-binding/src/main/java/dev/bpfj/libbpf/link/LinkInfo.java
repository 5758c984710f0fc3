package dev.bpfj.libbpf.link;

import dev.bpfj.libbpf.error.BpfException;

/**
 * What the kernel says of a link ({@code struct bpf_link_info}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param type its type
 * @param id its id, by which others can open it; never 0
 * @param programId the attached program's id; 0 for a struct_ops map
 * @param details what depends on the type
 */
public record LinkInfo(LinkType type, int id, int programId, LinkDetails details) {

  /**
   * Asks the kernel ({@code bpf_obj_get_info_by_fd}).
   *
   * @param subject the link, for messages
   * @param fd its file descriptor
   * @return what it says
   * @throws BpfException if the descriptor is no link's, as that of a probe before Linux 5.15
   */
  public static LinkInfo of(String subject, int fd) {
    return LinkInfoReader.read(subject, fd);
  }
}
