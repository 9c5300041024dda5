package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Shape;

/**
 * Where a value lies in the arena: pixel by pixel, channels together, zeros around it. It has a buffer to itself, or is a slice of one: a
 * range of channels of each of its pixels.
 *
 * @param offset where one image's buffer begins, in floats; that of the whole batch begins at {@code offset * batch}
 * @param pixelStride floats between neighbouring pixels of the buffer
 * @param channel floats of a pixel before those of the value
 * @param room floats of a pixel that nothing but the value may use: all of them, or the vectors of a slice
 */
public record Region(Shape shape, int offset, Border border, int pixelStride, int channel, int room) {
  /** A buffer of its own. */
  public Region(Shape shape, int offset, Border border, int pixelStride) {
    this(shape, offset, border, pixelStride, 0, pixelStride);
  }

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
    return (border.top() + row) * rowStride() + (border.left() + column) * pixelStride + channel;
  }

  /** The same elsewhere. */
  public Region at(int offset) {
    return new Region(shape, offset, border, pixelStride, channel, room);
  }

  /** The same with wider zeros around it. */
  Region within(Border wider) {
    return new Region(shape, offset, wider, pixelStride, channel, room);
  }

  /** A value of the same height and width that lies in this one, from a channel on. */
  Region slice(Shape part, int from) {
    return new Region(part, offset, border, pixelStride, channel + from, Access.padded(part.channels()));
  }

  /** Whether a value's channels lie where they would be copied to, were they to begin at a channel of this. */
  public boolean holds(Region part, int from) {
    return part.offset == offset && part.channel == channel + from;
  }

  /** Whether the pixels of a row follow one another without anything else in between. */
  public boolean isWhole() {
    return room == pixelStride;
  }
}
