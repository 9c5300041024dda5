package dev.fovea.processor.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.processor.fuzz.SourceFile.Network;
import dev.fovea.processor.fuzz.SourceFile.Parameter;
import dev.fovea.processor.network.RandomValues;
import dev.fovea.processor.network.TestNetwork;
import dev.fovea.processor.network.TestNetwork.Attempt;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a compiled network on an image, planned and method by method: both give the judge's shapes, and the same numbers. */
final class RunningNetwork {
  private static final double TOLERANCE = 1e-4;

  private final SourceFile file;
  private final Network network;
  private final Verdict verdict;
  private final TestNetwork compiled;
  private final long seed;

  RunningNetwork(SourceFile file, Network network, Verdict verdict, Attempt attempt, long seed) {
    this.file = file;
    this.network = network;
    this.verdict = verdict;
    this.compiled = attempt.network(SourceFile.PACKAGE + "." + network.name());
    this.seed = seed;
  }

  void check() {
    long[] sizes = Numbers.list(network.annotation().member("input", "{}"));
    int height = sizes.length == 1 ? 1 : (int) sizes[1];
    int width = sizes.length == 1 ? 1 : (int) sizes[2];
    Tensor image = RandomValues.tensor(seed, 1, (int) sizes[0], height, width);
    for (Mode mode : List.of(Mode.RECORDING, Mode.INFERENCE)) {
      Parameters parameters = RandomValues.fill(compiled.random(1), seed);
      Forward forward = TestNetwork.forward(parameters, mode, 1);
      forward.run(image);
      Map<String, Tensor> eager = eager(compiled.eager(parameters, mode, seed), image);
      for (Layer layer : compiled.layers().outputs()) {
        compare(layer.name(), eager, forward.outputs().get(compiled.layers().outputs().indexOf(layer)), mode);
      }
      if (mode.records()) {
        compiled.layers().all().forEach(layer -> compare(layer.name(), eager, forward.activation(layer), mode));
      }
    }
  }

  private void compare(String layer, Map<String, Tensor> eager, Tensor actual, Mode mode) {
    assertEquals(verdict.shapes().get(layer), List.of(actual.channels(), actual.height(), actual.width()), mode + " " + layer);
    Tensor expected = eager.get(layer);
    if (expected == null) {
      return;
    }
    assertEquals(verdict.shapes().get(layer), List.of(expected.channels(), expected.height(), expected.width()), "eager " + layer);
    double[] numbers = RandomValues.doubles(expected);
    // Numbers at which float ends are drawn on purpose; what comes of them is not compared.
    if (Arrays.stream(numbers).allMatch(number -> Math.abs(number) < 1e20)) {
      RandomValues.assertClose(numbers, RandomValues.doubles(actual), TOLERANCE, mode + " " + layer);
    }
  }

  /** What the network's own methods give, by the names of the layers that their readers read. */
  private Map<String, Tensor> eager(Object eager, Tensor image) {
    Map<String, SourceFile.Method> methods = new HashMap<>();
    Judge.layers(file, network).forEach(method -> methods.put(method.name(), method));
    Map<String, String> last = new HashMap<>();
    verdict.layers().forEach(layer -> last.put(layer.method(), layer.name()));
    Map<String, Tensor> byMethod = new HashMap<>(Map.of("input", image));
    Map<String, Tensor> byLayer = new HashMap<>();
    for (Verdict.Layer layer : verdict.layers()) {
      if (layer.name().equals(last.get(layer.method()))) {
        SourceFile.Method method = methods.get(layer.method());
        Object[] read = method.parameters().stream().map(Parameter::name).map(byMethod::get).toArray();
        Tensor result = call(eager, method.name(), read);
        byMethod.put(method.name(), result);
        byLayer.put(layer.name(), result);
      }
    }
    return byLayer;
  }

  private static Tensor call(Object eager, String name, Object[] arguments) {
    Method method = Stream.of(eager.getClass().getDeclaredMethods()).filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
    method.setAccessible(true);
    try {
      return ((Tensor) method.invoke(eager, arguments)).copy();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name + ": " + e.getCause(), e);
    }
  }
}
