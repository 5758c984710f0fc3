package dev.bpfj.benchmarks.race;

import dev.bpfj.benchmarks.progs.RaceSkel;

/** The kind of buffer that a program fills. */
enum Source {
  /** A ring buffer. */
  RING {
    @Override
    Reader java(RaceSkel skel) {
      return JavaReader.ofRing(skel);
    }

    @Override
    Reader c(RaceSkel skel, RacePeer peer) {
      return CReader.ofRing(skel, peer);
    }
  },
  /** A perf buffer. */
  PERF_BUFFER {
    @Override
    Reader java(RaceSkel skel) {
      return JavaReader.ofPerf(skel);
    }

    @Override
    Reader c(RaceSkel skel, RacePeer peer) {
      return CReader.ofPerf(skel, peer);
    }
  };

  /** Opens it as a Java program does. */
  abstract Reader java(RaceSkel skel);

  /** Opens it as a C program does. */
  abstract Reader c(RaceSkel skel, RacePeer peer);
}
