package dev.fovea.runtime.kernel;

/**
 * The windows of an adaptive average pool over one input, and where the input's pixels lie. Along an axis of size {@code i} with {@code
 * o} outputs, output {@code u} covers {@code floor(u i / o)} up to, not including, {@code ceil((u + 1) i / o)}, as in PyTorch: windows
 * may differ in size by one, overlap, and repeat where there are more outputs than inputs.
 *
 * @param height rows of the input
 * @param width columns of the input
 * @param channels channels, padded to a multiple of 16
 * @param rowStride floats between rows of the input
 * @param pixelStride floats between pixels of the input
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 */
public record AdaptivePool(int height, int width, int channels, int rowStride, int pixelStride, int outputHeight, int outputWidth) {
  int firstRow(int row) {
    return first(row, height, outputHeight);
  }

  int endRow(int row) {
    return end(row, height, outputHeight);
  }

  int firstColumn(int column) {
    return first(column, width, outputWidth);
  }

  int endColumn(int column) {
    return end(column, width, outputWidth);
  }

  private static int first(int unit, int input, int output) {
    return (int) ((long) unit * input / output);
  }

  private static int end(int unit, int input, int output) {
    return (int) (((unit + 1L) * input + output - 1) / output);
  }
}
