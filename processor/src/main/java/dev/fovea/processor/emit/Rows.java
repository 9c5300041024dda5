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
    return elementwise(x, y, y, (from, to, same, n) -> call.call(from, to, n));
  }

  static Text elementwise(Buffer x, Buffer y, Buffer z, Three call) {
    if (x.step() == y.step() && y.step() == z.step()) {
      return call.call(x.row(), y.row(), z.row(), Text.of("$L", x.rowFloats()));
    }
    int padded = (x.region().shape().channels() + 15) / 16 * 16;
    return Text.builder().beginControlFlow("for (int p = 0; p < $L; p++)", x.width())
        .add(call.call(pixel(x), pixel(y), pixel(z), Text.of("$L", padded))).endControlFlow().build();
  }

  private static Text pixel(Buffer buffer) {
    return Text.of("$L + p * $L", buffer.row(), buffer.step());
  }
}
