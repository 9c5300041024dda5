package dev.fovea.processor.network;

import dev.fovea.processor.network.NetworkSketch.Operation;

/** Some operations of {@link DoubleNetwork}, on numbers in image, channel, row, column order. */
final class DoubleOperations {
  private DoubleOperations() {}

  /** The mean of the pixels that each unit's share of the image touches. */
  static double[] adaptiveAverage(Operation o, double[] x, int batch) {
    int height = o.input().height();
    int width = o.input().width();
    int rows = o.output().height();
    int columns = o.output().width();
    double[] y = new double[batch * o.output().count()];
    for (int i = 0; i < y.length; i++) {
      int row = i / columns % rows;
      int column = i % columns;
      int image = i / (rows * columns) * height * width;
      int count = 0;
      for (int pixel = 0; pixel < height * width; pixel++) {
        if (touches(row, rows, pixel / width, height) && touches(column, columns, pixel % width, width)) {
          y[i] += x[image + pixel];
          count++;
        }
      }
      y[i] /= count;
    }
    return y;
  }

  private static boolean touches(int unit, int units, int pixel, int pixels) {
    return Math.max(unit * pixels, pixel * units) < Math.min((unit + 1) * pixels, (pixel + 1) * units);
  }

  /** Each number divided by a power of the squares around it, across channels. */
  static double[] responseNorm(Operation o, double[] x, int batch) {
    int plane = o.input().height() * o.input().width();
    int channels = o.input().channels();
    int size = (int) o.member("size", 5);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int channel = i / plane % channels;
      double sum = 0;
      for (int other = Math.max(0, channel - size / 2); other < channels && other - channel < size - size / 2; other++) {
        sum += Math.pow(x[i + (other - channel) * plane], 2);
      }
      y[i] = x[i] / Math.pow(o.member("k", 1) + o.member("alpha", 1e-4) * sum / size, o.member("beta", 0.75));
    }
    return y;
  }

  /** The product of two tensors; the shorter one has one number for each channel. */
  static double[] product(double[] left, double[] right) {
    double[] y = new double[Math.max(left.length, right.length)];
    for (int i = 0; i < y.length; i++) {
      y[i] = left[i / (y.length / left.length)] * right[i / (y.length / right.length)];
    }
    return y;
  }
}
