package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Copies the windows of some pixels side by side, for AVX2: what lies apart in the image, as the rows of a first layer's kernel do, becomes
 * one run for {@link VectorRuns}. Copying is a few vectors for each row of a window; every slice of filters reads what was copied. Sums
 * add the same steps in the same order, so nothing shows in the bits.
 */
final class VectorPatches {
  /** With fewer steps, loading and storing the sums is most of the work either way. */
  private static final int STEPS = 64;

  /** Numbers that are copied together: 32 KiB. */
  private static final int NUMBERS = 8192;

  private static final ThreadLocal<Patches> PATCHES = ThreadLocal.withInitial(Patches::new);

  private VectorPatches() {}

  /** Windows that lie side by side, and their steps: 0, 1, 2 and so on. */
  private static final class Patches {
    float[] windows = {};
    int[] steps = {};

    void grow(int numbers, int count) {
      if (windows.length < numbers) {
        windows = new float[numbers];
      }
      if (steps.length < count) {
        steps = new int[count];
        Arrays.setAll(steps, k -> k);
      }
    }
  }

  /** Whether copying pays: runs of a vector or more are copied fast, and shorter ones if many filters read them. */
  static boolean suits(int run, int from, int to, int pixels, int width) {
    boolean whole = from % run == 0 && to % run == 0;
    return whole && to - from >= STEPS && (run >= LANES || width >= 64) && VectorRuns.suits(to - from, pixels, Slices.width(width));
  }

  /** As {@link Kernels#correlateRows}. */
  static void correlate(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0, int width,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows) {
    int pitch = (to - from + LANES - 1) / LANES * LANES;
    int most = Math.max(2, NUMBERS / pitch / 5) * 5;
    int many = Math.max(1, most / count);
    int columns = Math.min(count, most);
    Patches patches = PATCHES.get();
    patches.grow(Math.max(most, columns * many) * pitch, to);
    for (int row = 0; row < rows; row += many) {
      int height = Math.min(many, rows - row);
      for (int column = 0; column < count; column += columns) {
        int some = Math.min(columns, count - column);
        for (int r = 0; r < height; r++) {
          copy(x, x0 + (row + r) * xRow + column * xStep, xStep, taps, from, to, run, patches.windows, r * some * pitch, pitch, some);
        }
        int to0 = y0 + row * yRow + column * yStep;
        for (int f = 0; f < width; f += 2 * LANES) {
          VectorRuns.correlate(patches.windows, -from, pitch, some * pitch, patches.steps, from, to, to, w,
              w0 + Slices.start(f, width, taps.length), start == null ? y : start, start == null ? to0 + f : start0 + f, y, to0 + f, yStep,
              yRow, some, height);
        }
      }
    }
  }

  /** Copies the windows of a row's pixels. The last vector of a run ends where the run does: nothing behind it is read. */
  private static void copy(float[] x, int x0, int xStep, int[] taps, int from, int to, int run, float[] windows, int to0, int pitch,
      int count) {
    for (int k = from; k < to; k += run) {
      int read = x0 + taps[k];
      int write = to0 + k - from;
      for (int i = 0; run < LANES && i < run; i++) {
        column(x, read + i, xStep, windows, write + i, pitch, count);
      }
      for (int i = 0; run >= LANES && i < run; i += LANES) {
        int at = Math.min(i, run - LANES);
        vectors(x, read + at, xStep, windows, write + at, pitch, count);
      }
    }
  }

  private static void vectors(float[] x, int x0, int xStep, float[] windows, int to0, int pitch, int count) {
    for (int p = 0; p < count; p++) {
      FloatVector.fromArray(SPECIES, x, x0 + p * xStep).intoArray(windows, to0 + p * pitch);
    }
  }

  private static void column(float[] x, int x0, int xStep, float[] windows, int to0, int pitch, int count) {
    for (int p = 0; p < count; p++) {
      windows[to0 + p * pitch] = x[x0 + p * xStep];
    }
  }
}
