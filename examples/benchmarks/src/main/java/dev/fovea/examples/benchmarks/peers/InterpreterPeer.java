package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.util.List;

/** The plan of the generated pass, interpreted. */
final class InterpreterPeer implements Peer {
  private final Interpreter interpreter;
  private final Tensor images;
  private Tensor result;

  InterpreterPeer(Setting setting) throws IOException {
    Parameters parameters = setting.network().parameters(setting.folder());
    // The class of the parameters is called after the network.
    String network = parameters.getClass().getName().replaceAll("Parameters$", "");
    interpreter = new Interpreter(NetworkPlan.of(network), parameters, setting.batch(), setting.threads());
    int[] s = parameters.layers().input();
    images = Tensor.of(setting.images(), setting.batch(), s[0], s[1], s[2]);
  }

  @Override
  public void run() {
    result = interpreter.run(images);
  }

  @Override
  public List<float[]> compared() {
    return List.of(result.toArray());
  }

  @Override
  public void close() {}
}
