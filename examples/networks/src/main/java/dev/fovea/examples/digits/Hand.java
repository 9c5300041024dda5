package dev.fovea.examples.digits;

import java.util.SplittableRandom;

/**
 * One writer's slant, tilt, size and tremor: an affine map from the unit square to the paper, and a small error at each
 * control point.
 */
final class Hand {
  private static final double CENTER = DrawnDigits.SIDE / 2.0;

  private final double xByX;
  private final double xByY;
  private final double yByX;
  private final double yByY;
  private final double right;
  private final double down;
  private final double tremor;

  Hand(SplittableRandom random) {
    double height = DrawnDigits.between(random, 16.5, 21.5);
    double width = height * DrawnDigits.between(random, 0.6, 1);
    double slant = DrawnDigits.between(random, -0.1, 0.42);
    double turn = DrawnDigits.between(random, -0.2, 0.2);
    double cosine = StrictMath.cos(turn);
    double sine = StrictMath.sin(turn);
    // Stretched, slanted (the top to the right), then turned.
    xByX = cosine * width;
    xByY = (-cosine * slant - sine) * height;
    yByX = sine * width;
    yByY = (-sine * slant + cosine) * height;
    right = DrawnDigits.between(random, -1.8, 1.8);
    down = DrawnDigits.between(random, -1.8, 1.8);
    tremor = DrawnDigits.between(random, 0.015, 0.05);
  }

  /** The stroke on paper, x and y in pixels. Points that are the same, in a corner, stay the same. */
  double[] write(double[] stroke, SplittableRandom random) {
    double[] written = new double[stroke.length];
    for (int i = 0; i < stroke.length; i += 2) {
      if (i > 0 && stroke[i] == stroke[i - 2] && stroke[i + 1] == stroke[i - 1]) {
        written[i] = written[i - 2];
        written[i + 1] = written[i - 1];
        continue;
      }
      double x = stroke[i] - 0.5 + tremor * DrawnDigits.between(random, -1.7, 1.7);
      double y = stroke[i + 1] - 0.5 + tremor * DrawnDigits.between(random, -1.7, 1.7);
      written[i] = CENTER + right + xByX * x + xByY * y;
      written[i + 1] = CENTER + down + yByX * x + yByY * y;
    }
    return written;
  }
}
