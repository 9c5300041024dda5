package dev.fovea.examples.benchmarks;

import dev.fovea.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What the register tiles of convolutions get out of the core, in GFLOP/s, for numbers of pixels and of kernel steps: rows and columns
 * that stand out are tiles whose sums the JIT compiler does not keep in registers. Whole layers do not show that: a tile for the last few
 * pixels of each row took four times as long as it should, and layers merely looked as if memory held them up.
 *
 * <p>Data are in the caches of the core, 64 filters are computed, one thread runs. Numbers are the best of many repetitions. The third
 * table is for more and more filters, until their weights come from memory each time: what few pixels make of them is bounded by that.
 */
public final class Tiles {
  private static final int FILTERS = 64;
  private static final int REPETITIONS = 60;
  /** Multiply-adds of one repetition: a few tenths of a millisecond. */
  private static final int WORK = 4_000_000;

  /** Steps of a kernel, and how many of them find their inputs side by side. */
  private static final int[][] STEPS = {{27, 9}, {75, 15}, {147, 21}, {32, 32}, {64, 64}, {256, 256}, {576, 192}};

  private static final int[] PIXELS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 20, 28, 49, 56, 112, 196};

  /** Steps, and KiB of weights, of the third table. */
  private static final int LONG = 512;

  private static final int[] WEIGHTS = {64, 256, 1024, 4096, 16384, 40960};

  private Tiles() {}

  /** One call of a kernel. */
  private interface Call {
    void run();
  }

  /** Prints three tables: forwards, gradients by the weights, and forwards with more and more weights. */
  public static void main(String[] arguments) {
    Kernels kernels = Kernels.fastest();
    // Kernels are compiled with all their callers known, as in a program that has run for a while.
    for (int[] steps : STEPS) {
      forwards(kernels, 28, steps[0], steps[1]);
      gradient(kernels, 28, steps[0]);
    }
    print("forwards", (pixels, steps, run) -> forwards(kernels, pixels, steps, run));
    print("gradients by weights", (pixels, steps, run) -> gradient(kernels, pixels, steps));
    printStreamed(kernels);
  }

  /** GFLOP/s of some pixels and steps. */
  private interface Measured {
    double of(int pixels, int steps, int run);
  }

  private static void print(String what, Measured measured) {
    System.out.println(what + ": GFLOP/s by pixels (down) and steps/side by side (across)");
    StringBuilder head = new StringBuilder("      ");
    for (int[] steps : STEPS) {
      head.append(String.format(Locale.ROOT, "%9s", steps[0] + "/" + steps[1]));
    }
    System.out.println(head);
    for (int pixels : PIXELS) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%6d", pixels));
      for (int[] steps : STEPS) {
        line.append(String.format(Locale.ROOT, "%9.1f", measured.of(pixels, steps[0], steps[1])));
      }
      System.out.println(line);
    }
  }

  private static void printStreamed(Kernels kernels) {
    System.out.println("forwards, " + LONG + " steps: GFLOP/s by pixels (down) and KiB of weights (across)");
    StringBuilder head = new StringBuilder("      ");
    for (int kilobytes : WEIGHTS) {
      head.append(String.format(Locale.ROOT, "%9d", kilobytes));
    }
    System.out.println(head);
    for (int pixels : new int[] {4, 16, 49, 196}) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%6d", pixels));
      for (int kilobytes : WEIGHTS) {
        line.append(String.format(Locale.ROOT, "%9.1f", streamed(kernels, pixels, kilobytes * 256 / LONG)));
      }
      System.out.println(line);
    }
  }

  /** GFLOP/s of so many filters. */
  private static double streamed(Kernels kernels, int pixels, int filters) {
    float[] x = random(pixels * LONG);
    float[] w = random(LONG * filters);
    float[] y = new float[pixels * 16];
    float[] start = random(16);
    int[] taps = new int[LONG];
    Arrays.setAll(taps, k -> k);
    return best(pixels, LONG, filters, () -> {
      for (int f = 0; f < filters; f += 16) {
        kernels.correlate(x, 0, LONG, taps, 0, LONG, LONG, w, f * LONG, 16, start, 0, y, 0, 16, pixels);
      }
    });
  }

  private static double forwards(Kernels kernels, int pixels, int steps, int run) {
    float[] x = random(pixels * steps + steps / run * (run + 3));
    float[] w = random(steps * FILTERS);
    float[] y = new float[pixels * FILTERS];
    float[] start = random(FILTERS);
    int[] taps = new int[steps];
    Arrays.setAll(taps, k -> k / run * (run + 3) + k % run);
    return best(pixels, steps, FILTERS,
        () -> kernels.correlate(x, 0, steps, taps, 0, steps, run, w, 0, FILTERS, start, 0, y, 0, FILTERS, pixels));
  }

  private static double gradient(Kernels kernels, int pixels, int steps) {
    float[] x = random(pixels * steps + steps);
    float[] dy = random(pixels * FILTERS);
    float[] dw = new float[steps * FILTERS];
    int[] taps = new int[steps];
    Arrays.setAll(taps, k -> k);
    return best(pixels, steps, FILTERS,
        () -> kernels.correlateWeights(x, 0, steps, 0, taps, 0, steps, dy, 0, FILTERS, 0, dw, 0, FILTERS, pixels, 1));
  }

  private static double best(int pixels, int steps, int filters, Call call) {
    long work = (long) pixels * steps * filters;
    int calls = (int) Math.max(1, WORK / work);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      long begin = System.nanoTime();
      for (int j = 0; j < calls; j++) {
        call.run();
      }
      best = Math.min(best, System.nanoTime() - begin);
    }
    return 2.0 * work * calls / best;
  }

  private static float[] random(int size) {
    Random random = new Random(size);
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }
}
