package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** The generated pass for inference, with weights from a file. */
final class FoveaPeer implements Peer {
  private final Forward forward;
  private final Tensor images;

  FoveaPeer(ComparedNetwork network, int batch, int threads, Path folder) throws IOException {
    Parameters parameters = network.parameters();
    parameters.load(network.weights(folder));
    forward = parameters.forward(Mode.INFERENCE, batch, threads);
    int[] s = parameters.layers().input();
    images = Tensor.of(network.images(batch), batch, s[0], s[1], s[2]);
  }

  @Override
  public void run() {
    forward.run(images);
  }

  @Override
  public float[] output() {
    return forward.outputs().get(0).toArray();
  }

  @Override
  public void close() {}
}
