package dev.fovea.examples.benchmarks.peers;

import dev.fovea.examples.digits.LeNet5Layers;
import dev.fovea.examples.digits.LeNet5Parameters;
import dev.fovea.examples.networks.AlexNetOneTowerLayers;
import dev.fovea.examples.networks.AlexNetOneTowerParameters;
import dev.fovea.examples.networks.AlexNetLayers;
import dev.fovea.examples.networks.AlexNetParameters;
import dev.fovea.examples.networks.CifarNetLayers;
import dev.fovea.examples.networks.CifarNetParameters;
import dev.fovea.examples.networks.MobileNetV1Layers;
import dev.fovea.examples.networks.MobileNetV1Parameters;
import dev.fovea.examples.networks.ResNet18Layers;
import dev.fovea.examples.networks.ResNet18Parameters;
import dev.fovea.examples.networks.ResNet50Layers;
import dev.fovea.examples.networks.ResNet50Parameters;
import dev.fovea.examples.networks.Vgg16Layers;
import dev.fovea.examples.networks.Vgg16Parameters;
import dev.fovea.examples.networks.ZFNetLayers;
import dev.fovea.examples.networks.ZFNetParameters;
import dev.fovea.onnx.OnnxExport;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** The networks that are compared. They are chosen by switches, not by references to methods, which would take time to be linked. */
enum ComparedNetwork {
  LENET5, CIFARNET, ALEXNET, ALEXNET_ONE_TOWER, ZFNET, VGG16, RESNET18, RESNET50, MOBILENETV1;

  private static final long SEED = 42;

  /** The network of a name as the options give it, such as {@code resnet18}. */
  static ComparedNetwork of(String name) {
    for (ComparedNetwork network : values()) {
      if (network.label().equals(name)) {
        return network;
      }
    }
    throw new IllegalArgumentException("no network is called " + name + "; there are "
        + Arrays.stream(values()).map(ComparedNetwork::label).collect(Collectors.joining(", ")));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The catalogue. */
  Layers layers() {
    return switch (this) {
      case LENET5 -> LeNet5Layers.catalogue();
      case CIFARNET -> CifarNetLayers.catalogue();
      case ALEXNET -> AlexNetLayers.catalogue();
      case ALEXNET_ONE_TOWER -> AlexNetOneTowerLayers.catalogue();
      case ZFNET -> ZFNetLayers.catalogue();
      case VGG16 -> Vgg16Layers.catalogue();
      case RESNET18 -> ResNet18Layers.catalogue();
      case RESNET50 -> ResNet50Layers.catalogue();
      case MOBILENETV1 -> MobileNetV1Layers.catalogue();
    };
  }

  private Parameters drawn() {
    return switch (this) {
      case LENET5 -> LeNet5Parameters.random(SEED);
      case CIFARNET -> CifarNetParameters.random(SEED);
      case ALEXNET -> AlexNetParameters.random(SEED);
      case ALEXNET_ONE_TOWER -> AlexNetOneTowerParameters.random(SEED);
      case ZFNET -> ZFNetParameters.random(SEED);
      case VGG16 -> Vgg16Parameters.random(SEED);
      case RESNET18 -> ResNet18Parameters.random(SEED);
      case RESNET50 -> ResNet50Parameters.random(SEED);
      case MOBILENETV1 -> MobileNetV1Parameters.random(SEED);
    };
  }

  /** The parameters that {@link #write} wrote. */
  Parameters parameters(Path folder) throws IOException {
    Path file = weights(folder);
    return switch (this) {
      case LENET5 -> LeNet5Parameters.from(file);
      case CIFARNET -> CifarNetParameters.from(file);
      case ALEXNET -> AlexNetParameters.from(file);
      case ALEXNET_ONE_TOWER -> AlexNetOneTowerParameters.from(file);
      case ZFNET -> ZFNetParameters.from(file);
      case VGG16 -> Vgg16Parameters.from(file);
      case RESNET18 -> ResNet18Parameters.from(file);
      case RESNET50 -> ResNet50Parameters.from(file);
      case MOBILENETV1 -> MobileNetV1Parameters.from(file);
    };
  }

  Path weights(Path folder) {
    return folder.resolve(label() + ".safetensors");
  }

  Path model(Path folder) {
    return folder.resolve(label() + ".onnx");
  }

  private Path description(Path folder) {
    return folder.resolve(label() + ".json");
  }

  /** The images of a training step, as they fit the network. */
  int trainingBatch() {
    int[] s = layers().input();
    return s[1] * s[2] < 100 * 100 ? 64 : 16;
  }

  /** Writes the files that the sides read. Biases and statistics are no zeros and ones, which could hide a mistake. */
  void write(Path folder) throws IOException {
    Parameters written = drawn();
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
    Files.writeString(description(folder), Description.of(written));
  }

  /** Deletes them. */
  void delete(Path folder) throws IOException {
    for (Path file : List.of(weights(folder), model(folder), description(folder))) {
      Files.delete(file);
    }
  }

  /** The same random images on every side. */
  static float[] images(int batch, int channels, int height, int width) {
    return numbers(new Random(SEED + 1), batch * channels * height * width, -1, 1);
  }

  private static float[] numbers(Random random, int count, double from, double to) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return numbers;
  }
}
