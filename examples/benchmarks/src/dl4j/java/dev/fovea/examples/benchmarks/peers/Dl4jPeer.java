package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Parameters;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Inference by DL4J's computation graph on ND4J's CPU backend, its workspaces on as they are by default; OpenMP has the threads. */
final class Dl4jPeer implements Peer {
  private final ComputationGraph graph;
  private final INDArray images;
  private INDArray result;

  Dl4jPeer(Setting setting) throws IOException {
    Parameters parameters = setting.network().parameters(setting.folder());
    graph = Dl4jGraph.of(parameters);
    int[] s = parameters.layers().input();
    images = Nd4j.create(setting.images(), new long[] {setting.batch(), s[0], s[1], s[2]}, 'c');
  }

  @Override
  public void run() {
    result = graph.outputSingle(images);
  }

  @Override
  public List<float[]> compared() {
    return List.of(result.dup('c').data().asFloat());
  }

  @Override
  public void close() {
    graph.close();
  }
}
