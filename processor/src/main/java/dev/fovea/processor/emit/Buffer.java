package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Region;

/**
 * A region of an arena as generated code speaks of it.
 *
 * @param array the expression of the array
 * @param base the constant that holds the region's offset
 */
record Buffer(String array, Text base, Region region) {
  /** The runtime's {@code Pass.ALIGNED}: arenas begin there. */
  static final int ALIGNED = 12;

  /** Where the region begins, for the whole batch. */
  Text start() {
    return Text.of("$L * batch + $L", base, ALIGNED);
  }

  /** Of image n, the pixel in a fixed row and column. */
  Text pixel(int row, int column) {
    return address(row, column, 0, "", 0);
  }

  /** Of image n, row y. */
  Text row() {
    return row(0);
  }

  /** Of image n, row y, from a channel on; an image of one row has no y. */
  Text row(int channel) {
    return address(0, 0, channel, height() == 1 ? "" : "y", 1);
  }

  /**
   * Of image n, a pixel in row {@code row + factor * variable}.
   *
   * @param channel added to the address
   * @param variable the name of a local variable, or empty
   */
  Text address(int row, int column, int channel, String variable, int factor) {
    return offset(Text.of("$L * batch + n * $L", base, region.imageStride()), row, column, channel, variable, factor);
  }

  /** Of the first image, a pixel; runs along the batch start here. */
  Text firstImage(int row, int column) {
    return offset(Text.of("$L * batch", base), row, column, 0, "", 0);
  }

  private Text offset(Text image, int row, int column, int channel, String variable, int factor) {
    Text.Builder code = image.toBuilder();
    if (!variable.isEmpty()) {
      code.add(" + $L * $L", variable, factor * region.rowStride());
    }
    int constant = ALIGNED + region.pixel(row, column) + channel;
    if (constant != 0) {
      code.add(constant > 0 ? " + $L" : " - $L", Math.abs(constant));
    }
    return code.build();
  }

  /** Floats of one row's pixels, from the first to the end of the last. */
  int rowFloats() {
    return region.shape().width() * region.pixelStride();
  }

  /** Rows of one image. */
  int height() {
    return region.shape().height();
  }

  /** Columns of one image. */
  int width() {
    return region.shape().width();
  }

  /** Floats between pixels. */
  int step() {
    return region.pixelStride();
  }
}
