package dev.fovea.onnx;

import ai.onnxruntime.OrtException;
import dev.fovea.Network;
import dev.fovea.examples.digits.LeNet5Parameters;
import dev.fovea.examples.networks.AlexNetOneTowerParameters;
import dev.fovea.examples.networks.AlexNetParameters;
import dev.fovea.examples.networks.CifarNetParameters;
import dev.fovea.examples.networks.MobileNetV1Parameters;
import dev.fovea.examples.networks.MobileNetV1x025Parameters;
import dev.fovea.examples.networks.MobileNetV1x050Parameters;
import dev.fovea.examples.networks.MobileNetV1x075Parameters;
import dev.fovea.examples.networks.ResNet18Parameters;
import dev.fovea.examples.networks.ResNet50Parameters;
import dev.fovea.examples.networks.Vgg16;
import dev.fovea.examples.networks.Vgg16Parameters;
import dev.fovea.examples.networks.ZFNetParameters;
import dev.fovea.runtime.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks of the literature give in ONNX Runtime what they give here. */
class ExampleNetworksTest {
  /** The weights of VGG-16 are 553 MB; ONNX Runtime needs at least as much beside the heap. */
  private static final long HEAP_FOR_VGG16 = 1L << 30;

  @TempDir
  Path folder;

  static Stream<Named<Supplier<Parameters>>> networks() {
    Map<String, Supplier<Parameters>> networks = new TreeMap<>(Map.ofEntries(
        Map.entry("LeNet-5", () -> LeNet5Parameters.random(1)),
        Map.entry("AlexNet", () -> AlexNetParameters.random(1)),
        Map.entry("AlexNet in one tower", () -> AlexNetOneTowerParameters.random(1)),
        Map.entry("ZFNet", () -> ZFNetParameters.random(1)),
        Map.entry("VGG-16", ExampleNetworksTest::vgg16),
        Map.entry("ResNet-18", () -> ResNet18Parameters.random(1)),
        Map.entry("ResNet-50", () -> ResNet50Parameters.random(1)),
        Map.entry("MobileNet", () -> MobileNetV1Parameters.random(1)),
        Map.entry("MobileNet x0.25", () -> MobileNetV1x025Parameters.random(1)),
        Map.entry("MobileNet x0.5", () -> MobileNetV1x050Parameters.random(1)),
        Map.entry("MobileNet x0.75", () -> MobileNetV1x075Parameters.random(1)),
        Map.entry("CifarNet", () -> CifarNetParameters.random(1))));
    return networks.entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
  }

  /** VGG-16 for smaller images, whose dense layers are smaller. */
  @Network(input = {3, 64, 64})
  interface SmallVgg16 extends Vgg16 {}

  private static Parameters vgg16() {
    return Runtime.getRuntime().maxMemory() > HEAP_FOR_VGG16 ? Vgg16Parameters.random(1)
        : ExampleNetworksTest_SmallVgg16Parameters.random(1);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void exportedNetworksGiveWhatOurPassGives(Supplier<Parameters> network) throws IOException, OrtException {
    Parameters parameters = network.get();
    Comparison.stir(parameters);
    Path file = folder.resolve("network.onnx");
    OnnxExport.write(parameters, file);
    try (Comparison comparison = Comparison.with(file.toString())) {
      comparison.requireAgreement(parameters, 1);
    }
    Files.delete(file);
  }
}
