package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles of gradients by weights for AVX2's sixteen registers: two vectors of filters for five steps. As in {@link VectorRuns} it
 * is the checks against the ends of arrays that keep such a core busy. So what the pixels of a strip read is copied as well, fifteen steps
 * of each pixel to sixteen numbers: then one counter finds the inputs and what arrives, HotSpot checks once, before the loop, and the tile
 * gets 0.9 of its limit. Every slice of filters reads the copies.
 */
final class VectorWeightsRuns {
  /** Two vectors of filters, a slice; and the numbers between copied pixels. */
  static final int WIDTH = 16;

  private static final int TILE = 5;

  /** Steps that lie together in a copy. */
  private static final int STEPS = 3 * TILE;

  /** Copies that are made in one go: of large images each pixel has a page of memory to itself, which is then visited less often. */
  static final int COPIES = 4;

  private VectorWeightsRuns() {}

  /** Whether copying pays: for one slice alone only where whole vectors can be copied. */
  static boolean suits(int[] taps, int from, int to, int width) {
    boolean vectors = to - from >= LANES && taps[from + LANES - 1] - taps[from] == LANES - 1;
    return LANES == 8 && Slices.width(width) == WIDTH && (width > WIDTH || vectors);
  }

  /**
   * Adds what the pixels of a strip give to steps {@code from} to {@code to} of a block of filters.
   *
   * @param pixels where each pixel finds its input
   * @param dy what arrives: slice by slice, {@code sliceStep} numbers each, {@link #WIDTH} to a pixel
   * @param copies takes {@link #COPIES} times {@code count} times {@link #WIDTH} inputs
   */
  static void run(float[] x, int[] pixels, int[] taps, int from, int to, float[] dy, int sliceStep, float[] dw, int dw0, int width,
      int count, float[] copies) {
    for (int k = from, many; k < to; k += many * STEPS) {
      many = neighbours(taps, k, to) / STEPS;
      if (many > 0) {
        copyNeighbours(x, pixels, taps[k], copies, count, many);
      } else {
        copy(x, pixels, taps, k, Math.min(STEPS, to - k), copies, count);
        many = 1;
      }
      for (int f = 0; f < width; f += WIDTH) {
        int sums = dw0 + Slices.start(f, width, taps.length);
        for (int copy = 0; copy < many; copy++) {
          tiles(copies, copy * count * WIDTH, dy, f / WIDTH * sliceStep, dw, sums, k + copy * STEPS, to, count);
        }
      }
    }
  }

  private static void tiles(float[] copies, int x0, float[] dy, int dy0, float[] dw, int sums, int from, int to, int count) {
    for (int tile = 0; tile < STEPS && from + tile < to; tile += TILE) {
      int at = sums + (from + tile) * WIDTH;
      int last = to - 1 - from - tile;
      fiveSteps(copies, x0 + tile, dy, dy0, count * WIDTH, dw, at, at + Math.min(1, last) * WIDTH, at + Math.min(2, last) * WIDTH,
          at + Math.min(3, last) * WIDTH, at + Math.min(4, last) * WIDTH);
    }
  }

  /** How many steps from k on find their inputs side by side, as far as they would be copied in one go. */
  private static int neighbours(int[] taps, int k, int to) {
    int end = k + 1;
    while (end < Math.min(to, k + COPIES * STEPS) && taps[end] == taps[end - 1] + 1) {
      end++;
    }
    return end - k;
  }

  private static void copyNeighbours(float[] x, int[] pixels, int tap, float[] copies, int count, int many) {
    for (int p = 0; p < count; p++) {
      int read = pixels[p] + tap;
      int write = p * WIDTH;
      for (int copy = 0; copy < many; copy++) {
        FloatVector.fromArray(SPECIES, x, read).intoArray(copies, write);
        FloatVector.fromArray(SPECIES, x, read + STEPS - LANES).intoArray(copies, write + STEPS - LANES);
        read += STEPS;
        write += count * WIDTH;
      }
    }
  }

  /** Missing steps are the last one again, as in {@link VectorTiles}. */
  private static void copy(float[] x, int[] pixels, int[] taps, int k, int steps, float[] copies, int count) {
    for (int at = 0, length; at < steps; at += length) {
      length = 1;
      while (at + length < steps && taps[k + at + length] == taps[k + at] + length) {
        length++;
      }
      if (length >= LANES) {
        vectors(x, pixels, taps[k + at], copies, at, count);
        vectors(x, pixels, taps[k + at + length - LANES], copies, at + length - LANES, count);
      } else {
        for (int i = 0; i < length; i++) {
          numbers(x, pixels, taps[k + at + i], copies, at + i, count);
        }
      }
    }
    for (int at = steps; at < STEPS; at++) {
      numbers(x, pixels, taps[k + steps - 1], copies, at, count);
    }
  }

  private static void vectors(float[] x, int[] pixels, int tap, float[] copies, int at, int count) {
    for (int p = 0; p < count; p++) {
      FloatVector.fromArray(SPECIES, x, pixels[p] + tap).intoArray(copies, p * WIDTH + at);
    }
  }

  private static void numbers(float[] x, int[] pixels, int tap, float[] copies, int at, int count) {
    for (int p = 0; p < count; p++) {
      copies[p * WIDTH + at] = x[pixels[p] + tap];
    }
  }

  private static void fiveSteps(float[] x, int x0, float[] dy, int dy0, int end, float[] dw, int s0, int s1, int s2, int s3, int s4) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, dw, s0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, dw, s0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, dw, s1);
    FloatVector b1 = FloatVector.fromArray(SPECIES, dw, s1 + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, dw, s2);
    FloatVector c1 = FloatVector.fromArray(SPECIES, dw, s2 + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, dw, s3);
    FloatVector d1 = FloatVector.fromArray(SPECIES, dw, s3 + LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, dw, s4);
    FloatVector e1 = FloatVector.fromArray(SPECIES, dw, s4 + LANES);
    for (int p = 0; p < end; p += WIDTH) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, dy, dy0 + p);
      FloatVector v1 = FloatVector.fromArray(SPECIES, dy, dy0 + p + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + p]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x0 + p + 1]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x0 + p + 2]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x0 + p + 3]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector e = FloatVector.broadcast(SPECIES, x[x0 + p + 4]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
    }
    a0.intoArray(dw, s0);
    a1.intoArray(dw, s0 + LANES);
    b0.intoArray(dw, s1);
    b1.intoArray(dw, s1 + LANES);
    c0.intoArray(dw, s2);
    c1.intoArray(dw, s2 + LANES);
    d0.intoArray(dw, s3);
    d1.intoArray(dw, s3 + LANES);
    e0.intoArray(dw, s4);
    e1.intoArray(dw, s4 + LANES);
  }
}
