package dev.fovea.processor.emit;


/**
 * Elementwise calls over one row. Where buffers have the same distance between pixels the whole row is one run; where they differ (one
 * of them is written by a grouped kernel), each pixel is.
 */
final class Rows {
  private Rows() {}

  /** A call over two buffers, given addresses and a number of floats. */
  interface Two {
    Text call(Text x, Text y, Text n);
  }

  /** A call over three buffers. */
  interface Three {
    Text call(Text x, Text y, Text z, Text n);
  }

  static Text elementwise(Buffer x, Buffer y, Two call) {
    return elementwise(Extent.WHOLE, x, y, call);
  }

  static Text elementwise(Extent extent, Buffer x, Buffer y, Two call) {
    return elementwise(extent, x, y, y, (from, to, same, n) -> call.call(from, to, n));
  }

  static Text elementwise(Buffer x, Buffer y, Buffer z, Three call) {
    return elementwise(Extent.WHOLE, x, y, z, call);
  }

  private static Text elementwise(Extent extent, Buffer x, Buffer y, Buffer z, Three call) {
    if (x.step() == y.step() && y.step() == z.step()) {
      Text floats = extent == Extent.WHOLE ? Text.of("$L", x.rowFloats()) : Text.of("$L * $L", extent.columns(x.width()), x.step());
      return call.call(row(extent, x), row(extent, y), row(extent, z), floats);
    }
    int padded = (x.region().shape().channels() + 15) / 16 * 16;
    return Text.builder().beginControlFlow("for (int p = 0; p < $L; p++)", extent.columns(x.width()))
        .add(call.call(pixel(extent, x), pixel(extent, y), pixel(extent, z), Text.of("$L", padded))).endControlFlow().build();
  }

  /** Where a row begins, of image n. */
  static Text row(Extent extent, Buffer buffer) {
    return Text.of("$L$L", buffer.row(), extent.column(buffer.step()));
  }

  private static Text pixel(Extent extent, Buffer buffer) {
    return Text.of("$L + p * $L", row(extent, buffer), buffer.step());
  }
}
