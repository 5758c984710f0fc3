package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.AttachReport;
import dev.bpfj.libbpf.AttachReport.Entry;
import dev.bpfj.libbpf.AttachReport.Outcome;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramSettings;
import dev.bpfj.libbpf.StructOpsMap;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Failures;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapSettings;
import dev.bpfj.libbpf.map.MapType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The links that a skeleton's attach made or its user set, by the name of the program that each
 * belongs to. Links that programs were attached by otherwise are the object's alone.
 */
final class SkeletonLinks {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final BpfObject object;
  private final Map<String, BpfLink> links = new LinkedHashMap<>();

  SkeletonLinks(BpfObject object) {
    this.object = object;
  }

  /** The link of a program, unless it was closed. */
  synchronized Optional<BpfLink> get(String program) {
    BpfLink link = links.get(program);
    return link == null || link.isClosed() ? Optional.empty() : Optional.of(link);
  }

  synchronized void set(String program, BpfLink link) {
    Objects.requireNonNull(link, "link");
    if (object.isClosed()) {
      throw new BpfClosedException("object \"" + object.name() + "\"");
    }
    links.put(program, link);
  }

  synchronized AttachReport attach() {
    List<Entry> entries = new ArrayList<>();
    List<String> attached = new ArrayList<>();
    try {
      for (BpfProgram program : object.programs()) {
        String reason = reasonToSkip(program);
        if (reason.isEmpty()) {
          links.put(program.name(), program.attach());
          attached.add(program.name());
        }
        entries.add(entry(program.name(), reason));
      }
      for (BpfObjectMap map : object.maps()) {
        if (map.type().equals(MapType.STRUCT_OPS)) {
          String reason = reasonToSkip(map);
          if (reason.isEmpty()) {
            links.put(map.name(), StructOpsMap.of(map).attach());
            attached.add(map.name());
          }
          entries.add(entry(map.name(), reason));
        }
      }
    } catch (RuntimeException e) {
      Collections.reverse(attached);
      destroy(attached, new Failures(e));
      throw e;
    }
    return new AttachReport(List.copyOf(entries));
  }

  private static Entry entry(String name, String reasonToSkip) {
    Outcome outcome = reasonToSkip.isEmpty() ? Outcome.ATTACHED : Outcome.SKIPPED;
    return new Entry(name, outcome, reasonToSkip);
  }

  private String reasonToSkip(BpfProgram program) {
    ProgramSettings settings = program.settings();
    if (!settings.autoload()) {
      return "autoload is off";
    }
    String reason = reasonToSkip(program.name(), settings.autoattach());
    return reason.isEmpty() ? program.reasonNotToAutoAttach() : reason;
  }

  private String reasonToSkip(BpfObjectMap map) {
    MapSettings settings = map.settings();
    return settings.autocreate()
        ? reasonToSkip(map.name(), settings.autoattach())
        : "autocreate is off";
  }

  private String reasonToSkip(String name, boolean autoattach) {
    if (!autoattach) {
      return "autoattach is off";
    }
    return get(name).isPresent() ? "its link is set already" : "";
  }

  synchronized void detach() {
    destroyAll().throwFirst();
  }

  /**
   * Destroys all links, those of other objects too that the user has set, and closes the object.
   */
  synchronized void close() {
    RuntimeException failure = destroyAll().first();
    try {
      object.close();
    } finally {
      if (failure != null) {
        LOGGER.log(Level.WARNING, "a program could not be detached while closing", failure);
      }
    }
  }

  /** Destroys the links that are set, other objects' too, and all others of this object. */
  private Failures destroyAll() {
    List<String> all = new ArrayList<>(links.keySet());
    Collections.reverse(all);
    Failures failures = new Failures();
    destroy(all, failures);
    try {
      object.detach();
    } catch (BpfException e) {
      failures.add(e);
    }
    return failures;
  }

  private void destroy(List<String> programs, Failures failures) {
    for (String program : programs) {
      BpfLink link = links.remove(program);
      if (link != null) {
        try {
          link.close();
        } catch (BpfException e) {
          failures.add(e);
        }
      }
    }
  }
}
