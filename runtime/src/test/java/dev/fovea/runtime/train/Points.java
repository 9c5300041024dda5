package dev.fovea.runtime.train;

import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Points around three corners of a triangle, labelled by corner; a line separates any two corners. Notes what is read. */
final class Points implements LabelledDataset {
  private static final float[][] CORNERS = {{2, 0}, {-1, 2}, {-1, -2}};

  final List<Integer> read = new ArrayList<>();
  private final float[][] points;

  Points(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    points = new float[size][2];
    for (int i = 0; i < size; i++) {
      for (int axis = 0; axis < 2; axis++) {
        points[i][axis] = CORNERS[i % 3][axis] + (float) (random.nextDouble() - 0.5);
      }
    }
  }

  float[] point(int index) {
    return points[index];
  }

  @Override
  public int size() {
    return points.length;
  }

  @Override
  public void read(int index, Tensor image) {
    read.add(index);
    image.set(0, 0, 0, points[index][0]);
    image.set(1, 0, 0, points[index][1]);
  }

  @Override
  public int label(int index) {
    return index % 3;
  }
}
