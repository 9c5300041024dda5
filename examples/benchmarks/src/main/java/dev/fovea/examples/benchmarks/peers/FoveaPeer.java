package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.util.List;

/** The generated pass for inference, with weights from a file. */
final class FoveaPeer implements Peer {
  private final Forward forward;
  private final Tensor images;

  FoveaPeer(Setting setting) throws IOException {
    Parameters parameters = setting.network().parameters(setting.folder());
    forward = parameters.forward(Mode.INFERENCE, setting.batch(), setting.threads());
    int[] s = parameters.layers().input();
    images = Tensor.of(setting.images(), setting.batch(), s[0], s[1], s[2]);
  }

  @Override
  public void run() {
    forward.run(images);
  }

  @Override
  public List<float[]> compared() {
    return List.of(forward.outputs().get(0).toArray());
  }

  @Override
  public void close() {}
}
