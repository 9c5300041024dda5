package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/** One side of a comparison: a network made ready in this process, run as often as is asked. */
interface Peer extends AutoCloseable {
  /** Runs the batch once: an inference, or a training step. */
  void run() throws IOException;

  /**
   * What must agree on all sides. Of inferences: the first output of the last run, images one after another. Of training, to be asked for
   * after the first step: its loss, the gradients of all trained parameters, and the loss of another step, which is taken then.
   */
  List<float[]> compared() throws IOException;

  @Override
  void close() throws IOException;
}
