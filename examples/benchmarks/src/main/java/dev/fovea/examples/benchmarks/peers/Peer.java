package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;

/** One side of a comparison: a network made ready in this process, run as often as is asked. */
interface Peer extends AutoCloseable {
  /** Runs the batch once. */
  void run() throws IOException;

  /** The first output of the last run, images one after another. */
  float[] output() throws IOException;

  @Override
  void close() throws IOException;
}
