package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.Loss;
import dev.fovea.runtime.train.Optimizer;
import dev.fovea.runtime.train.Sgd;
import dev.fovea.runtime.train.SoftmaxCrossEntropy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Training steps of the generated passes: forward, softmax cross-entropy, backward, an update. */
final class FoveaTraining implements Peer {
  private final Loss loss = new SoftmaxCrossEntropy();
  private final Parameters parameters;
  private final Forward forward;
  private final Backward backward;
  private final Optimizer optimizer;
  private final Tensor images;
  private final Tensor targets;
  private final Tensor gradient;
  private float value;

  FoveaTraining(Setting setting) throws IOException {
    parameters = setting.network().parameters(setting.folder());
    forward = parameters.forward(Mode.TRAINING, setting.batch(), setting.threads());
    backward = forward.backward();
    optimizer = new Sgd(parameters, Setting.LEARNING_RATE);
    int[] s = parameters.layers().input();
    images = Tensor.of(setting.images(), setting.batch(), s[0], s[1], s[2]);
    targets = SoftmaxCrossEntropy.targets(setting.labels());
    Layer output = parameters.layers().outputs().get(0);
    gradient = Tensor.zeros(setting.batch(), output.channels(), output.height(), output.width());
  }

  @Override
  public void run() {
    value = (float) loss.gradient(forward.run(images), targets, gradient);
    backward.runForTraining(gradient);
    optimizer.step(backward);
  }

  @Override
  public List<float[]> compared() {
    List<float[]> compared = new ArrayList<>();
    compared.add(new float[] {value});
    parameters.all().stream().filter(Parameter::isTrainable).forEach(each -> compared.add(backward.gradient(each).toArray()));
    run();
    compared.add(new float[] {value});
    return compared;
  }

  @Override
  public void close() {}
}
