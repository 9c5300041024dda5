package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Copies the windows of some pixels side by side, for AVX2: what lies apart in the image, as the rows of a first layer's kernel do, becomes
 * one run for {@link VectorRuns}. Copying is a few vectors for each row of a window; every slice of filters reads what was copied. What is
 * copied lies column by column, the rows of all its windows one after the other, so that windows above each other share theirs. Sums add
 * the same steps in the same order, so nothing shows in the bits.
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
    int kernel = (to - from) / run;
    int apart = apart(xRow, taps, from, to, run);
    int columns = (to - from) * count <= NUMBERS ? count : Math.max(1, NUMBERS / (to - from) / 5) * 5;
    int many = columns < count ? 1 : Math.max(1, Math.min(rows, (NUMBERS / (count * run) - kernel) / apart + 1));
    Patches patches = PATCHES.get();
    patches.grow(columns * ((many - 1) * apart + kernel) * run, to);
    for (int row = 0; row < rows; row += many) {
      int height = Math.min(many, rows - row);
      int pitch = ((height - 1) * apart + kernel) * run;
      for (int column = 0; column < count; column += columns) {
        int some = Math.min(columns, count - column);
        int read = x0 + row * xRow + column * xStep;
        for (int i = 0; i < pitch / run; i++) {
          int window = apart < kernel ? 0 : i / kernel;
          int step = apart < kernel ? i * (taps[from + run] - taps[from]) + taps[from] : taps[from + (i - window * kernel) * run];
          copy(x, read + window * xRow + step, xStep, run, patches.windows, i * run, pitch, some);
        }
        int to0 = y0 + row * yRow + column * yStep;
        for (int f = 0; f < width; f += 2 * LANES) {
          VectorRuns.correlate(patches.windows, -from, pitch, apart * run, patches.steps, from, to, to, w,
              w0 + Slices.start(f, width, taps.length), start == null ? y : start, start == null ? to0 + f : start0 + f, y, to0 + f, yStep,
              yRow, some, height);
        }
      }
    }
  }

  /** By how many of its rows a window lies behind the one above; all of them if the two have none in common. */
  private static int apart(int xRow, int[] taps, int from, int to, int run) {
    int kernel = (to - from) / run;
    int apart = kernel;
    if (kernel > 1) {
      int down = taps[from + run] - taps[from];
      boolean even = true;
      for (int k = from + run; k < to; k += run) {
        even &= taps[k] - taps[k - run] == down;
      }
      if (even && down > 0 && xRow > 0 && xRow % down == 0) {
        apart = Math.min(kernel, xRow / down);
      }
    }
    return apart;
  }

  /** Copies a row of the windows of neighbouring pixels. Its last vector ends where it does: nothing behind it is read. */
  private static void copy(float[] x, int x0, int xStep, int run, float[] windows, int to0, int pitch, int count) {
    for (int i = 0; run < LANES && i < run; i++) {
      column(x, x0 + i, xStep, windows, to0 + i, pitch, count);
    }
    for (int i = 0; run >= LANES && i < run; i += LANES) {
      int at = Math.min(i, run - LANES);
      vectors(x, x0 + at, xStep, windows, to0 + at, pitch, count);
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
