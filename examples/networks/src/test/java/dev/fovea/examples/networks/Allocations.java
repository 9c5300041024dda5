package dev.fovea.examples.networks;

import com.sun.management.ThreadMXBean;
import dev.fovea.examples.digits.LeNet5Parameters;
import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Projection;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.Adam;
import dev.fovea.runtime.train.Loss;
import dev.fovea.runtime.train.Optimizer;
import dev.fovea.runtime.train.Sgd;
import dev.fovea.runtime.train.SoftmaxCrossEntropy;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Prints how many bytes a run of each example network allocates, on a small image. Meant for the scalar kernels: until they are compiled,
 * the vector ones allocate their vectors, and with them a count would depend on how far the compiler has come.
 */
final class Allocations {
  private static final int BATCH = 2;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  public static void main(String[] arguments) {
    Map<String, Supplier<Parameters>> networks = new LinkedHashMap<>();
    networks.put("LeNet5", () -> LeNet5Parameters.random(1));
    networks.put("CifarNet", () -> CifarNetParameters.random(1));
    networks.put("AlexNet", () -> AlexNetTest_SmallParameters.random(1));
    networks.put("ZFNet", () -> ZFNetTest_SmallParameters.random(1));
    networks.put("Vgg16", () -> Vgg16Test_SmallParameters.random(1));
    networks.put("MobileNetV1", () -> MobileNetV1x025Test_SmallParameters.random(1));
    networks.put("ResNet18", () -> ResNet18Test_SmallParameters.random(1));
    networks.put("ResNet50", () -> ResNet50Test_SmallParameters.random(1));
    networks.forEach((name, parameters) -> measure(name, parameters.get()));
  }

  private static void measure(String name, Parameters parameters) {
    int[] input = parameters.layers().input();
    Tensor images = Tensor.zeros(BATCH, input[0], input[1], input[2]);
    Random random = new Random(1);
    for (int i = 0; i < images.size(); i++) {
      images.data()[i] = (float) random.nextGaussian();
    }
    Forward inference = parameters.forward(Mode.INFERENCE, BATCH, 1);
    print(name, "inference", () -> inference.run(images));
    Forward training = parameters.forward(Mode.TRAINING, BATCH, 1);
    Backward backward = training.backward();
    Loss loss = new SoftmaxCrossEntropy();
    Layer output = parameters.layers().outputs().get(0);
    Tensor targets = Tensor.zeros(BATCH, 1, 1, 1);
    targets.set(1, 0, 0, 0, 3);
    Tensor[] gradients = {Tensor.zeros(BATCH, output.channels(), 1, 1)};
    // The state of large networks would take much of the time.
    Optimizer optimizer = name.equals("LeNet5") ? new Adam(parameters, 1e-4) : new Sgd(parameters, 1e-4).momentum(0.9);
    print(name, "training", () -> {
      loss.gradient(training.run(images), targets, gradients[0]);
      backward.run(gradients);
      optimizer.step(backward);
    });
    Forward recording = parameters.forward(Mode.RECORDING, BATCH, 1);
    print(name, "recording", () -> recording.run(images));
    Deconvnet deconvnet = recording.deconvnet();
    List<Layer> layers = parameters.layers().all();
    Projection middle = deconvnet.from(layers.get(layers.size() / 2));
    print(name, "projection", () -> {
      middle.strongest();
      middle.unit(0, 0, 0);
    });
  }

  /**
   * The least of some runs, until one allocates nothing: what happens only once does not count, and the virtual machine links and compiles
   * when it likes.
   */
  private static void print(String network, String what, Runnable run) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10 && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println(network + ", " + what + ": " + least);
  }
}
