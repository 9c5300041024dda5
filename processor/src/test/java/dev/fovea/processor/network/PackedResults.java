package dev.fovea.processor.network;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Prints what a network with convolutions of every kind computes: the main program of {@link PackingBitsTest}'s virtual machines. */
final class PackedResults {
  /** Blocks of 64, 32 and 16 filters; groups with padding; phases of unlike lengths, written out and looped over; layers in chunks. */
  private static final String NETWORK = """
      @Conv(filters = 100, kernel = {5, 3}, stride = {3, 2}, padding = 2) @BatchNorm @Relu Tensor stem(Tensor input);
      @Conv(filters = 112, kernel = 3, padding = 1) @Relu                                  Tensor winograd(Tensor stem);
      @Conv(filters = 144, kernel = 3, padding = 2, dilation = 2, groups = 2) @Relu        Tensor dilated(Tensor winograd);
      @Conv(filters = 100, kernel = 3, stride = 2, groups = 2) @Relu                       Tensor grouped(Tensor dilated);
      @TransposedConv(filters = 90, kernel = 5, stride = 2, groups = 2) @Relu              Tensor up(Tensor grouped);
      @TransposedConv(filters = 80, kernel = 4, stride = 5)                                Tensor sparse(Tensor grouped);
      @Pointwise(filters = 176) @BatchNorm @Relu                                           Tensor mixed(Tensor up);
      @Conv(filters = 180, kernel = 3, stride = 2) @Relu                                   Tensor chunks(Tensor mixed);
      @Dense(75) @Relu                                                                     Tensor dense(Tensor chunks);
      @Dense(33) @Output                                                                   Tensor scores(Tensor dense);
      @GlobalAvgPool @Output                                                               Tensor means(Tensor sparse);
      """;

  private PackedResults() {}

  public static void main(String[] arguments) throws IOException {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 25, 17})", NETWORK);
    Path file = Path.of(arguments[0]);
    for (int batch : new int[] {1, 2}) {
      Parameters parameters = RandomValues.fill(network.random(1), 7);
      Tensor images = RandomValues.tensor(batch, batch, 3, 25, 17);
      print("inference", parameters.forward(Mode.INFERENCE, batch, 1).run(images).toArray());
      Forward training = parameters.forward(Mode.TRAINING, batch, 1);
      Tensor[] gradients = network.layers().outputs().stream()
          .map(layer -> RandomValues.tensor(5, batch, layer.channels(), layer.height(), layer.width())).toArray(Tensor[]::new);
      training.run(images);
      Backward backward = training.backward();
      print("input", backward.run(gradients).toArray());
      for (Parameter parameter : parameters.all()) {
        if (parameter.isTrainable()) {
          print(parameter.name(), backward.gradient(parameter).toArray());
        }
      }
      Forward recording = parameters.forward(Mode.RECORDING, batch, 1);
      recording.run(images);
      Deconvnet deconvnet = recording.deconvnet();
      for (String layer : List.of("sparse", "chunks", "dense")) {
        print("projection of " + layer, deconvnet.from(network.layers().get(layer)).strongest().toArray());
      }
      parameters.save(file);
      System.out.println("file " + Arrays.hashCode(Files.readAllBytes(file)));
    }
  }

  private static void print(String what, float[] values) {
    System.out.println(what + " " + values.length + " " + Arrays.hashCode(values));
  }
}
