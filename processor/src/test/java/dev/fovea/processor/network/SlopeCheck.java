package dev.fovea.processor.network;

import dev.fovea.runtime.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Compares gradients with central differences of a weighted sum of what some layers give. */
final class SlopeCheck {
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-3;

  private final DoubleNetwork network;
  private final double[] images;
  private final Map<String, double[]> parameters;
  private final Map<String, double[]> weights;
  private final Random random;

  SlopeCheck(DoubleNetwork network, double[] images, Map<String, double[]> parameters, Map<String, double[]> weights, Random random) {
    this.network = network;
    this.images = images;
    this.parameters = parameters;
    this.weights = weights;
    this.random = random;
  }

  /** Checks the gradient by the images: in a random direction, and by some single numbers. */
  void image(Tensor gradient, int singles) {
    check("images", RandomValues.doubles(gradient), singles, step -> network.run(moved(images, step), parameters));
  }

  /** Checks the gradient by a parameter. */
  void parameter(String name, float[] gradient, int singles) {
    check(name, RandomValues.doubles(gradient), singles, step -> {
      Map<String, double[]> others = new HashMap<>(parameters);
      others.put(name, moved(parameters.get(name), step));
      return network.run(images, others);
    });
  }

  /** Checks the gradient by what a layer gives. */
  void activation(String layer, Tensor gradient, int singles) {
    check("activation of " + layer, RandomValues.doubles(gradient), singles, step -> network.run(images, parameters, Map.of(layer, step)));
  }

  private static double[] moved(double[] values, double[] step) {
    double[] moved = values.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step[i];
    }
    return moved;
  }

  private void check(String what, double[] gradient, int singles, Function<double[], Map<String, double[]>> run) {
    double[] direction = new double[gradient.length];
    double squares = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextBoolean() ? 1 : -1;
      squares += gradient[i] * gradient[i];
    }
    double scale = Math.max(1, Math.sqrt(squares));
    slope(what + " in a random direction", gradient, direction, scale, run);
    for (int single = 0; single < singles; single++) {
      double[] axis = new double[gradient.length];
      int place = random.nextInt(axis.length);
      axis[place] = 1;
      slope(what + " by number " + place, gradient, axis, Math.max(1, Math.abs(gradient[place])), run);
    }
  }

  private void slope(String what, double[] gradient, double[] direction, double scale, Function<double[], Map<String, double[]>> run) {
    double expected = 0;
    double[] forth = new double[direction.length];
    double[] back = new double[direction.length];
    for (int i = 0; i < direction.length; i++) {
      expected += gradient[i] * direction[i];
      forth[i] = STEP * direction[i];
      back[i] = -forth[i];
    }
    double here = sum(run.apply(new double[direction.length]));
    double ahead = (sum(run.apply(forth)) - here) / STEP;
    double behind = (here - sum(run.apply(back))) / STEP;
    if (Math.abs(ahead - behind) > 0.1 * TOLERANCE * scale) {
      return; // A kink lies just here: there is no slope.
    }
    if (!(Math.abs((ahead + behind) / 2 - expected) <= TOLERANCE * scale)) {
      throw new AssertionError("slope by " + what + " is " + (ahead + behind) / 2 + ", but the gradient says " + expected);
    }
  }

  private double sum(Map<String, double[]> values) {
    double sum = 0;
    for (Map.Entry<String, double[]> entry : weights.entrySet()) {
      double[] value = values.get(entry.getKey());
      for (int i = 0; i < value.length; i++) {
        sum += value[i] * entry.getValue()[i];
      }
    }
    return sum;
  }
}
