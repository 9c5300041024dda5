package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.runtime.Packing;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldingTest {
  /** Each output paints its window: sums lie where {@code output * stride - padding + position * dilation} is a column of the row. */
  @Test
  void sumsAreAddedWhereTheirWindowsLie() {
    Random random = new Random(1);
    for (int repetition = 0; repetition < 500; repetition++) {
      int channels = 1 + random.nextInt(4);
      int kernel = 1 + random.nextInt(7);
      int stride = 1 + random.nextInt(4);
      int dilation = 1 + random.nextInt(3);
      int padding = random.nextInt(8);
      int width = 1 + random.nextInt(20);
      int outputs = 1 + random.nextInt(10);
      int first = random.nextInt(outputs);
      int step = Packing.padded(kernel * channels);
      float[] sums = Twins.random(random, 3 + outputs * step);
      float[] dx = Twins.random(random, 5 + width * 16);
      double[] expected = new double[dx.length];
      for (int i = 0; i < dx.length; i++) {
        expected[i] = dx[i];
      }
      for (int output = first; output < outputs; output++) {
        for (int position = 0; position < kernel; position++) {
          int column = output * stride - padding + position * dilation;
          for (int c = 0; c < channels && column >= 0 && column < width; c++) {
            expected[5 + column * 16 + c] += sums[3 + output * step + position * channels + c];
          }
        }
      }
      Folding.row(sums, 3 + first * step, step, first, outputs - first, dx, 5, 16, channels, kernel, stride, dilation, padding, width);
      for (int i = 0; i < dx.length; i++) {
        assertEquals(expected[i], dx[i], 1e-5, "at " + i);
      }
    }
  }
}
