package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every network here, tried on a small image. Each is a chain: a method of the interface reads the one before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NetworkContract {
  /** Kernels sum in different orders; beside the largest number of a layer that is far below this. */
  private static final double AGREEMENT = 1e-3;
  /**
   * How far a step along a gradient should move the loss, beside what the loss is worth: rounding would drown less, and more would
   * switch too many rectifiers and pools.
   */
  private static final double MOVE = 5e-4;
  /** What both may still change of a slope. */
  private static final double SLOPE = 0.06;
  /** Deep networks have some of their many parameters moved, spread over all depths. */
  private static final int MOVED = 24;

  final Parameters parameters;
  final Tensor image;
  private final Object eager;
  private final Random random = new Random(5);

  <P extends Parameters> NetworkContract(P parameters, Function<P, ?> eager) {
    this.parameters = parameters;
    this.eager = eager.apply(parameters);
    for (Parameter parameter : parameters.all()) {
      // Fresh ones would hide a bias that is left out, or a batch norm that is folded wrongly.
      switch (parameter.role()) {
        case BIAS, SHIFT, RUNNING_MEAN -> parameter.set(numbers(parameter.count(), -0.1, 0.1));
        case SCALE, RUNNING_VARIANCE -> parameter.set(numbers(parameter.count(), 0.5, 1.5));
        default -> { }
      }
    }
    int[] shape = parameters.layers().input();
    image = Tensor.of(numbers(shape[0] * shape[1] * shape[2], -1, 1), shape);
  }

  @Test
  void plannedPassesGiveWhatTheEagerNetworkGives() throws ReflectiveOperationException {
    Forward recording = parameters.forward(Mode.RECORDING);
    recording.run(image);
    Tensor value = image;
    for (Map.Entry<String, Layer> step : steps().entrySet()) {
      Method method = eager.getClass().getMethod(step.getKey(), Tensor.class);
      value = (Tensor) method.invoke(eager, value);
      requireEqual(step.getKey(), value, recording.activation(step.getValue()));
    }
    requireEqual("inference", value, parameters.forward(Mode.INFERENCE).run(image));
  }

  /** The methods of the interface, in order, with the layer that gives their value. */
  private Map<String, Layer> steps() {
    Map<String, Layer> steps = new LinkedHashMap<>();
    parameters.layers().all().forEach(layer -> steps.put(layer.name().split("[.\\[]")[0], layer));
    return steps;
  }

  private static void requireEqual(String what, Tensor expected, Tensor actual) {
    assertArrayEquals(expected.shape(), actual.shape(), what);
    float[] one = expected.toArray();
    float[] other = actual.toArray();
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < one.length; i++) {
      scale = Math.max(scale, Math.abs(one[i]));
      difference = Math.max(difference, Math.abs((double) one[i] - other[i]));
    }
    assertTrue(scale > 0, what + " is zero");
    assertTrue(difference <= AGREEMENT * scale, what + " differs by " + difference + " of " + scale);
  }

  /** Along its own direction the slope of a loss is the length of its gradient. */
  @Test
  void lossesRiseAlongTheirGradientsByTheGradientsLength() {
    Forward forward = parameters.forward(Mode.RECORDING);
    Tensor scores = forward.run(image);
    float[] weights = numbers(scores.size(), -1, 1);
    Backward backward = forward.backward();
    float[] imageGradient = backward.run(Tensor.of(weights, scores.shape())).toArray();
    double move = MOVE * length(scores.toArray());
    requireSlope("the image", move, imageGradient, image.toArray(),
        moved -> loss(forward.run(Tensor.of(moved, image.shape())), weights));

    List<Parameter> trained = parameters.all().stream().filter(parameter -> parameter.role().isTrained()).toList();
    int apart = Math.max(1, trained.size() / MOVED);
    for (int i = 0; i < trained.size(); i++) {
      Parameter parameter = trained.get(i);
      float[] gradient = backward.gradient(parameter).toArray();
      requireFinite(parameter.name(), gradient);
      if (i % apart == 0) {
        float[] values = parameter.toArray();
        requireSlope(parameter.name(), move, gradient, values, moved -> {
          parameter.set(moved);
          return loss(forward.run(image), weights);
        });
        parameter.set(values);
      }
    }
  }

  private static void requireSlope(String what, double move, float[] gradient, float[] values,
      Function<float[], Double> loss) {
    requireFinite(what, gradient);
    double length = length(gradient);
    assertTrue(length > 0, "the gradient by " + what + " is zero");
    double step = move / length;
    DoubleUnaryOperator along = distance -> {
      float[] moved = values.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (float) (distance * gradient[i] / length);
      }
      return loss.apply(moved);
    };
    double slope = (along.applyAsDouble(step) - along.applyAsDouble(-step)) / (2 * step);
    assertEquals(1, slope / length, SLOPE, () -> "slope along the gradient by " + what + ", whose length is " + length);
  }

  private static double loss(Tensor scores, float[] weights) {
    float[] values = scores.toArray();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * weights[i];
    }
    return sum;
  }

  private static double length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static void requireFinite(String what, float[] gradient) {
    for (float value : gradient) {
      assertTrue(Float.isFinite(value), () -> "the gradient by " + what + " has a number that is not finite");
    }
  }

  @Test
  void projectionsShowWhatAUnitSeesAndNothingElse() {
    Forward forward = parameters.forward(Mode.RECORDING);
    forward.run(image);
    Deconvnet deconvnet = forward.deconvnet();
    List<String> bounded = new ArrayList<>();
    for (Layer layer : parameters.layers().all()) {
      Tensor values = forward.activation(layer);
      int[] unit = strongest(values);
      Region seen = layer.region(unit[1], unit[2]).clip(image.height(), image.width());
      Tensor projection = deconvnet.from(layer).unit(unit[0], unit[1], unit[2]);
      int inside = 0;
      int outside = 0;
      for (int c = 0; c < image.channels(); c++) {
        for (int y = 0; y < image.height(); y++) {
          for (int x = 0; x < image.width(); x++) {
            if (projection.get(c, y, x) != 0) {
              inside += seen.contains(y, x) ? 1 : 0;
              outside += seen.contains(y, x) ? 0 : 1;
            }
          }
        }
      }
      assertTrue(inside > 0, layer + " projects to zero");
      assertEquals(0, outside, layer + " projects to pixels outside of " + seen);
      if (seen.height() < image.height() && seen.width() < image.width()) {
        bounded.add(layer.name());
      }
    }
    assertTrue(bounded.size() > 2, () -> "layers that do not see the whole image: " + bounded);
  }

  private static int[] strongest(Tensor values) {
    int[] unit = new int[3];
    for (int c = 0; c < values.channels(); c++) {
      for (int y = 0; y < values.height(); y++) {
        for (int x = 0; x < values.width(); x++) {
          if (values.get(c, y, x) > values.get(unit[0], unit[1], unit[2])) {
            unit = new int[] {c, y, x};
          }
        }
      }
    }
    return unit;
  }

  private float[] numbers(int count, double from, double to) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return numbers;
  }
}
