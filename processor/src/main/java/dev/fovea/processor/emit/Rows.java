package dev.fovea.processor.emit;

import java.util.stream.Stream;

/**
 * Elementwise calls over one row. Where buffers have the same distance between pixels the whole row is one run; where they differ (one
 * of them is written by a grouped kernel), or where other values lie between the pixels of one, each pixel is.
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
    if (x.step() == y.step() && y.step() == z.step() && Stream.of(x, y, z).allMatch(buffer -> buffer.region().isWhole())) {
      Text floats = extent == Extent.WHOLE ? Text.of("$L", x.rowFloats()) : Text.of("$L * $L", extent.columns(x.width()), x.step());
      return call.call(row(extent, x), row(extent, y), row(extent, z), floats);
    }
    return pixels(extent, x, call.call(pixel(extent, x), pixel(extent, y), pixel(extent, z), padded(x)));
  }

  /** A call over one buffer in place. */
  interface One {
    Text call(Text y, Text n);
  }

  /** Over a row that begins at an address. */
  static Text inPlace(Buffer y, Text address, One call) {
    return y.region().isWhole() ? call.call(address, Text.of("$L", y.rowFloats()))
        : pixels(Extent.WHOLE, y, call.call(Text.of("$L + p * $L", address, y.step()), padded(y)));
  }

  private static Text pixels(Extent extent, Buffer x, Text call) {
    return Text.builder().beginControlFlow("for (int p = 0; p < $L; p++)", extent.columns(x.width())).add(call).endControlFlow().build();
  }

  private static Text padded(Buffer x) {
    return Text.of("$L", (x.region().shape().channels() + 15) / 16 * 16);
  }

  /** Where a row begins, of image n. */
  static Text row(Extent extent, Buffer buffer) {
    return Text.of("$L$L", buffer.row(), extent.column(buffer.step()));
  }

  private static Text pixel(Extent extent, Buffer buffer) {
    return Text.of("$L + p * $L", row(extent, buffer), buffer.step());
  }
}
