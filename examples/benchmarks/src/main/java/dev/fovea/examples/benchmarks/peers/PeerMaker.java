package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.util.ServiceLoader;

/** Makes peers of a library that is on the class path only if it was asked for, being large: found as a service. */
interface PeerMaker {
  /**
   * The network, ready in this process.
   *
   * @throws CannotException if the library cannot say it
   * @throws IOException if it cannot be loaded
   */
  Peer make(Setting setting) throws IOException;

  /** Whether such a library is there: DL4J, if anything. */
  static boolean isThere() {
    return ServiceLoader.load(PeerMaker.class).iterator().hasNext();
  }

  /** The maker; there is one at most. */
  static PeerMaker get() {
    return ServiceLoader.load(PeerMaker.class).findFirst()
        .orElseThrow(() -> new IllegalStateException("DL4J is not on the class path: run Maven with the profiles benchmarks and dl4j"));
  }
}
