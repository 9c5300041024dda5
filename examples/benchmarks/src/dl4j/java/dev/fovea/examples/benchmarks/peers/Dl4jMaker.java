package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;

/** The service that makes peers of DL4J. */
public final class Dl4jMaker implements PeerMaker {
  @Override
  public Peer make(Setting setting) throws IOException {
    return new Dl4jPeer(setting);
  }
}
