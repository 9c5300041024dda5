package dev.fovea.examples.benchmarks.peers;

import dev.fovea.examples.digits.LeNet5Parameters;
import dev.fovea.examples.networks.AlexNetOneTowerParameters;
import dev.fovea.examples.networks.AlexNetParameters;
import dev.fovea.examples.networks.CifarNetParameters;
import dev.fovea.examples.networks.MobileNetV1Parameters;
import dev.fovea.examples.networks.ResNet18Parameters;
import dev.fovea.examples.networks.ResNet50Parameters;
import dev.fovea.examples.networks.Vgg16Parameters;
import dev.fovea.examples.networks.ZFNetParameters;
import dev.fovea.onnx.OnnxExport;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The networks that are compared. */
enum ComparedNetwork {
  LENET5(LeNet5Parameters::random),
  CIFARNET(CifarNetParameters::random),
  ALEXNET(AlexNetParameters::random),
  ALEXNET_ONE_TOWER(AlexNetOneTowerParameters::random),
  ZFNET(ZFNetParameters::random),
  VGG16(Vgg16Parameters::random),
  RESNET18(ResNet18Parameters::random),
  RESNET50(ResNet50Parameters::random),
  MOBILENETV1(MobileNetV1Parameters::random);

  private static final long SEED = 42;

  private final LongFunction<? extends Parameters> parameters;

  ComparedNetwork(LongFunction<? extends Parameters> parameters) {
    this.parameters = parameters;
  }

  /** The network of a name as the options give it, such as {@code resnet18}. */
  static ComparedNetwork of(String name) {
    return Arrays.stream(values()).filter(network -> network.label().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no network is called " + name + "; there are "
            + Arrays.stream(values()).map(ComparedNetwork::label).collect(Collectors.joining(", "))));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Parameters parameters() {
    return parameters.apply(SEED);
  }

  Path weights(Path folder) {
    return folder.resolve(label() + ".safetensors");
  }

  Path model(Path folder) {
    return folder.resolve(label() + ".onnx");
  }

  /** Writes the weights as every side reads them; biases and statistics are no zeros and ones, which could hide a mistake. */
  void write(Path folder) throws IOException {
    Parameters written = parameters();
    Random random = new Random(SEED);
    for (Parameter parameter : written.all()) {
      switch (parameter.role()) {
        case BIAS, SHIFT, RUNNING_MEAN -> parameter.set(numbers(random, parameter.count(), -0.2, 0.2));
        case SCALE, RUNNING_VARIANCE -> parameter.set(numbers(random, parameter.count(), 0.7, 1.3));
        default -> { }
      }
    }
    written.save(weights(folder));
    OnnxExport.write(written, model(folder));
  }

  /** The same random images on every side. */
  float[] images(int batch) {
    int[] s = parameters().layers().input();
    return numbers(new Random(SEED + 1), batch * s[0] * s[1] * s[2], -1, 1);
  }

  private static float[] numbers(Random random, int count, double from, double to) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return numbers;
  }
}
