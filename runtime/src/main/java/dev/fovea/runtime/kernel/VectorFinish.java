package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What follows a convolution, in one pass: a loop for each combination of what there is. See {@link Kernels#finish}. */
final class VectorFinish {
  private VectorFinish() {}

  static void finish(float[] scale, float[] shift, int first, float[] r, int r0, int rStep, float low, float high, float[] y, int y0,
      int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      if (r == null && scale == null) {
        bounded(low, high, y, y0 + p * yStep, channels);
      } else if (r == null) {
        scaled(scale, shift, first, low, high, y, y0 + p * yStep, channels);
      } else if (scale == null) {
        sum(r, r0 + p * rStep, low, high, y, y0 + p * yStep, channels);
      } else {
        scaledSum(scale, shift, first, r, r0 + p * rStep, low, high, y, y0 + p * yStep, channels);
      }
    }
  }

  private static void bounded(float low, float high, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + c);
      v = v.blend(low, v.compare(VectorOperators.LE, low));
      v.blend(high, v.compare(VectorOperators.GE, high)).intoArray(y, y0 + c);
    }
  }

  private static void scaled(float[] scale, float[] shift, int first, float low, float high, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + c)
          .fma(FloatVector.fromArray(SPECIES, scale, first + c), FloatVector.fromArray(SPECIES, shift, first + c));
      v = v.blend(low, v.compare(VectorOperators.LE, low));
      v.blend(high, v.compare(VectorOperators.GE, high)).intoArray(y, y0 + c);
    }
  }

  private static void sum(float[] r, int r0, float low, float high, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + c).add(FloatVector.fromArray(SPECIES, r, r0 + c));
      v = v.blend(low, v.compare(VectorOperators.LE, low));
      v.blend(high, v.compare(VectorOperators.GE, high)).intoArray(y, y0 + c);
    }
  }

  private static void scaledSum(float[] scale, float[] shift, int first, float[] r, int r0, float low, float high, float[] y, int y0,
      int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + c)
          .fma(FloatVector.fromArray(SPECIES, scale, first + c), FloatVector.fromArray(SPECIES, shift, first + c))
          .add(FloatVector.fromArray(SPECIES, r, r0 + c));
      v = v.blend(low, v.compare(VectorOperators.LE, low));
      v.blend(high, v.compare(VectorOperators.GE, high)).intoArray(y, y0 + c);
    }
  }
}
