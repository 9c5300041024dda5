package dev.fovea.runtime.kernel;

/** Between an image's pixels, channels together, and one pixel that holds all numbers in channel, height, width order. */
public final class Flattening {
  private Flattening() {}

  /** One image: {@code y[(c * height + h) * width + w] = x(h, w)[c]}; the padding of y becomes zero. */
  public static void forward(float[] x, int x0, int rowStride, int pixelStride, int channels, int height, int width, float[] y,
      int y0, int yStride) {
    for (int h = 0; h < height; h++) {
      for (int w = 0; w < width; w++) {
        int from = x0 + h * rowStride + w * pixelStride;
        int to = y0 + h * width + w;
        for (int c = 0; c < channels; c++) {
          y[to + c * height * width] = x[from + c];
        }
      }
    }
    java.util.Arrays.fill(y, y0 + channels * height * width, y0 + yStride, 0);
  }

  /** One image: adds what arrives at y to what is at x. */
  public static void backward(float[] dy, int dy0, int channels, int height, int width, float[] dx, int dx0, int rowStride,
      int pixelStride) {
    for (int h = 0; h < height; h++) {
      for (int w = 0; w < width; w++) {
        int to = dx0 + h * rowStride + w * pixelStride;
        int from = dy0 + h * width + w;
        for (int c = 0; c < channels; c++) {
          dx[to + c] += dy[from + c * height * width];
        }
      }
    }
  }
}
