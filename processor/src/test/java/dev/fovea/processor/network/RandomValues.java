package dev.fovea.processor.network;

import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.Random;

/** Numbers to run networks on, and how to compare what comes out. */
public final class RandomValues {
  private RandomValues() {}

  /** Gives every parameter new values: generic ones, also where a network begins with ones and zeros. */
  public static Parameters fill(Parameters parameters, long seed) {
    for (Parameter parameter : parameters.all()) {
      Random random = new Random(seed + parameter.name().hashCode());
      float[] values = new float[parameter.count()];
      double spread = 1.3 / Math.sqrt((double) parameter.count() / parameter.shape()[0]);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) switch (parameter.role()) {
          case WEIGHT -> spread * random.nextGaussian();
          case SCALE, RUNNING_VARIANCE -> 0.5 + random.nextDouble();
          default -> 0.4 * random.nextGaussian();
        };
      }
      parameter.set(values);
    }
    return parameters;
  }

  /** Numbers between -1 and 1. */
  public static Tensor tensor(long seed, int batch, int channels, int height, int width) {
    Tensor tensor = Tensor.zeros(batch, channels, height, width);
    Random random = new Random(seed);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = 2 * random.nextFloat() - 1;
    }
    return tensor;
  }

  /** A tensor of the same batch and shape as another. */
  static Tensor like(Tensor other, long seed) {
    return tensor(seed, other.batch(), other.channels(), other.height(), other.width());
  }

  /** In image, channel, row, column order, whatever the layout. */
  public static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.batch() * tensor.channels() * tensor.height() * tensor.width()];
    int i = 0;
    for (int n = 0; n < tensor.batch(); n++) {
      for (int c = 0; c < tensor.channels(); c++) {
        for (int y = 0; y < tensor.height(); y++) {
          for (int x = 0; x < tensor.width(); x++) {
            values[i++] = tensor.get(n, c, y, x);
          }
        }
      }
    }
    return values;
  }

  static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  /** The largest difference of two numbers at the same place. */
  static double distance(double[] a, double[] b) {
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance = Math.max(distance, Math.abs(a[i] - b[i]));
    }
    return distance;
  }

  /** Fails unless all numbers agree within a tolerance of the largest one. */
  public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    if (expected.length != actual.length) {
      throw new AssertionError(what + ": expected " + expected.length + " numbers but got " + actual.length);
    }
    double scale = 1;
    for (double value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= tolerance * scale)) {
        throw new AssertionError(what + ": number " + i + " of " + expected.length + " is " + actual[i] + " instead of " + expected[i]);
      }
    }
  }
}
