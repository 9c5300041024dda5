package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Shape;

/**
 * Where a value lies in the arena: pixel by pixel, channels together, zeros around it.
 *
 * @param offset where one image's buffer begins, in floats; that of the whole batch begins at {@code offset * batch}
 * @param pixelStride floats between neighbouring pixels
 */
public record Region(Shape shape, int offset, Border border, int pixelStride) {
  /** Floats between neighbouring rows. */
  public int rowStride() {
    return (border.left() + shape.width() + border.right()) * pixelStride;
  }

  /** Floats that one image takes, in whole vectors so that the next begins like this one. */
  public long imageStride() {
    return ((long) (border.top() + shape.height() + border.bottom()) * rowStride() + 15) / 16 * 16;
  }

  /** From the beginning of an image's buffer to a pixel, which may lie in the border. */
  public int pixel(int row, int column) {
    return (border.top() + row) * rowStride() + (border.left() + column) * pixelStride;
  }

  /** The same elsewhere. */
  public Region at(int offset) {
    return new Region(shape, offset, border, pixelStride);
  }

  /** Whether all of an image's rows follow one another without gaps. */
  public boolean isDense() {
    return border.left() + border.right() == 0;
  }
}
