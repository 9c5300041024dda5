package dev.fovea.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The places of a transposed convolution's kernel positions in a slice: phase after phase, row-major within a phase. */
final class PhasePlaces {
  /** For a block of one slice, for the two slices of a block of 32, and for the four of one of 64. */
  private final int[][] places = new int[7][];

  PhasePlaces(int height, int width, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth) {
    List<int[]> rows = phases(height, strideHeight, dilationHeight);
    List<int[]> columns = phases(width, strideWidth, dilationWidth);
    for (int slices = 1; slices <= 4; slices *= 2) {
      for (int slice = 0; slice < slices; slice++) {
        places[slices - 1 + slice] = places(rows, columns, new int[height * width], width, slices, slice);
      }
    }
  }

  /** Rows or columns of the kernel by phase: first those with {@code (row * dilation) mod stride = 0}, and so on. */
  private static List<int[]> phases(int size, int stride, int dilation) {
    List<int[]> phases = new ArrayList<>();
    for (int phase = 0; phase < stride; phase++) {
      int remainder = phase;
      phases.add(IntStream.range(0, size).filter(k -> k * dilation % stride == remainder).toArray());
    }
    return phases;
  }

  private static int[] places(List<int[]> rows, List<int[]> columns, int[] places, int width, int slices, int slice) {
    int before = 0;
    for (int[] ys : rows) {
      for (int[] xs : columns) {
        int place = before * slices + ys.length * xs.length * slice;
        for (int y : ys) {
          for (int x : xs) {
            places[y * width + x] = place++;
          }
        }
        before += ys.length * xs.length;
      }
    }
    return places;
  }

  /** Those in one slice of a block, row-major; each phase has its slices one after the other. */
  int[] of(int slices, int slice) {
    return places[slices - 1 + slice];
  }
}
