package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Gradients of convolutions by their weights, by register tiles as in {@link VectorTiles}: the sums of a few kernel steps times a few
 * vectors of filters stay in registers over many pixels.
 *
 * <p>Pixels go by in strips across the ends of rows, since on small images a row is over before a tile has paid for loading and storing
 * its sums. What arrives at a strip is copied together first: pixels a power of two apart would share a few sets of the first-level
 * cache and push one another out of it, and every tile of the strip reads them again.
 */
final class VectorWeights {
  /** Floats between the copied pixels: a constant, so that HotSpot sees which reads lie inside the array. */
  static final int PITCH = 64;

  /** Pixels of a strip: 32 KiB of what arrives. */
  private static final int PIXELS = 128;

  private static final ThreadLocal<Strip> STRIP = ThreadLocal.withInitial(Strip::new);

  private VectorWeights() {}

  /** Where the pixels of a strip find their input, and copies of what arrives at them, and of some inputs for {@link VectorWeightsRuns}. */
  private static final class Strip {
    final int[] pixels = new int[PIXELS];
    /** Floats from a copied pixel to the next: those of a slice, slice by slice, or of a whole block. */
    int pitch;
    final float[] dy = new float[PIXELS * PITCH];
    final float[] x = new float[PIXELS * VectorWeightsRuns.WIDTH * VectorWeightsRuns.COPIES];
  }

  /** See {@link Kernels#correlateWeights}. */
  static void gradient(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, float[] dy, int dy0, int dyStep,
      int dyRow, float[] dw, int dw0, int width, int count, int rows) {
    Strip strip = STRIP.get();
    strip.pitch = VectorWeightsRuns.suits(taps, from, to, width) ? VectorWeightsRuns.WIDTH : PITCH;
    int filled = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0, length; column < count; column += length) {
        length = Math.min(count - column, PIXELS - filled);
        fill(strip, filled, x0 + row * xRow + column * xStep, xStep, dy, dy0 + row * dyRow + column * dyStep, dyStep, width, length);
        filled += length;
        if (filled == PIXELS) {
          tiles(x, strip, taps, from, to, dw, dw0, width, filled);
          filled = 0;
        }
      }
    }
    if (filled > 0) {
      tiles(x, strip, taps, from, to, dw, dw0, width, filled);
    }
  }

  private static void fill(Strip strip, int filled, int x0, int xStep, float[] dy, int dy0, int dyStep, int width, int length) {
    for (int p = 0; p < length; p++) {
      strip.pixels[filled + p] = x0 + p * xStep;
    }
    float[] copy = strip.dy;
    int pitch = strip.pitch;
    for (int p = 0; p < length; p++) {
      for (int f = 0; f < width; f += LANES) {
        int to = (f - f % pitch) * PIXELS + (filled + p) * pitch + f % pitch;
        FloatVector.fromArray(SPECIES, dy, dy0 + p * dyStep + f).intoArray(copy, to);
      }
    }
  }

  private static void tiles(float[] x, Strip strip, int[] taps, int from, int to, float[] dw, int dw0, int width, int count) {
    if (strip.pitch == VectorWeightsRuns.WIDTH) {
      VectorWeightsRuns.run(x, strip.pixels, taps, from, to, strip.dy, PIXELS * strip.pitch, dw, dw0, width, count, strip.x);
      return;
    }
    int slice = Slices.width(width);
    int vectors = VectorTiles.vectors(slice);
    for (int f = 0; f < width; f += vectors * LANES) {
      int sums = dw0 + Slices.start(f, width, taps.length);
      if (vectors == 4) {
        VectorWeightsBy4.run(x, strip.pixels, taps, from, to, strip.dy, f, dw, sums, slice, count);
      } else if (vectors == 2) {
        VectorWeightsBy2.run(x, strip.pixels, taps, from, to, strip.dy, f, dw, sums, slice, count);
      } else {
        VectorWeightsBy1.run(x, strip.pixels, taps, from, to, strip.dy, f, dw, sums, slice, count);
      }
    }
  }
}
