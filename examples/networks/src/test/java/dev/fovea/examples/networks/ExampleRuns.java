package dev.fovea.examples.networks;

import dev.fovea.examples.digits.LeNet5Parameters;
import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.Adam;
import dev.fovea.runtime.train.Loss;
import dev.fovea.runtime.train.Optimizer;
import dev.fovea.runtime.train.Sgd;
import dev.fovea.runtime.train.SoftmaxCrossEntropy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Passes of an example network over the same few small images, on one thread. */
final class ExampleRuns {
  final String network;
  final Parameters parameters;
  private final int batch;
  final Tensor images;

  ExampleRuns(String network, int batch) {
    this.network = network;
    this.batch = batch;
    parameters = networks().get(network).get();
    int[] input = parameters.layers().input();
    images = Tensor.zeros(batch, input[0], input[1], input[2]);
    Random random = new Random(1);
    for (int i = 0; i < images.size(); i++) {
      images.data()[i] = (float) random.nextGaussian();
    }
  }

  /** The parameters of each example network, the large ones in the form that takes a small image. */
  static Map<String, Supplier<Parameters>> networks() {
    Map<String, Supplier<Parameters>> networks = new LinkedHashMap<>();
    networks.put("LeNet5", () -> LeNet5Parameters.random(1));
    networks.put("CifarNet", () -> CifarNetParameters.random(1));
    networks.put("AlexNet", () -> AlexNetTest_SmallParameters.random(1));
    networks.put("ZFNet", () -> ZFNetTest_SmallParameters.random(1));
    networks.put("Vgg16", () -> Vgg16Test_SmallParameters.random(1));
    networks.put("MobileNetV1", () -> MobileNetV1x025Test_SmallParameters.random(1));
    networks.put("ResNet18", () -> ResNet18Test_SmallParameters.random(1));
    networks.put("ResNet50", () -> ResNet50Test_SmallParameters.random(1));
    return networks;
  }

  Runnable inference() {
    Forward inference = parameters.forward(Mode.INFERENCE, batch, 1);
    return () -> inference.run(images);
  }

  Runnable training() {
    Forward training = parameters.forward(Mode.TRAINING, batch, 1);
    Backward backward = training.backward();
    Loss loss = new SoftmaxCrossEntropy();
    Layer output = parameters.layers().outputs().get(0);
    Tensor targets = Tensor.zeros(batch, 1, 1, 1);
    targets.set(batch - 1, 0, 0, 0, 3);
    Tensor[] gradients = {Tensor.zeros(batch, output.channels(), 1, 1)};
    // The state of large networks would take much of the time.
    Optimizer optimizer = network.equals("LeNet5") ? new Adam(parameters, 1e-4) : new Sgd(parameters, 1e-4).momentum(0.9);
    return () -> {
      loss.gradient(training.run(images), targets, gradients[0]);
      backward.run(gradients);
      optimizer.step(backward);
    };
  }
}
