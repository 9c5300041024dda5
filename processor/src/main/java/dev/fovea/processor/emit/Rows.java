package dev.fovea.processor.emit;

import com.palantir.javapoet.CodeBlock;

/**
 * Elementwise calls over one row. Where buffers have the same distance between pixels the whole row is one run; where they differ (one
 * of them is written by a grouped kernel), each pixel is.
 */
final class Rows {
  private Rows() {}

  /** A call over two buffers, given addresses and a number of floats. */
  interface Two {
    CodeBlock call(CodeBlock x, CodeBlock y, CodeBlock n);
  }

  /** A call over three buffers. */
  interface Three {
    CodeBlock call(CodeBlock x, CodeBlock y, CodeBlock z, CodeBlock n);
  }

  static CodeBlock elementwise(Buffer x, Buffer y, Two call) {
    return elementwise(x, y, y, (from, to, same, n) -> call.call(from, to, n));
  }

  static CodeBlock elementwise(Buffer x, Buffer y, Buffer z, Three call) {
    if (x.step() == y.step() && y.step() == z.step()) {
      return call.call(x.row(), y.row(), z.row(), CodeBlock.of("$L", x.rowFloats()));
    }
    int padded = (x.region().shape().channels() + 15) / 16 * 16;
    return CodeBlock.builder().beginControlFlow("for (int p = 0; p < $L; p++)", x.width())
        .add(call.call(pixel(x), pixel(y), pixel(z), CodeBlock.of("$L", padded))).endControlFlow().build();
  }

  private static CodeBlock pixel(Buffer buffer) {
    return CodeBlock.of("$L + p * $L", buffer.row(), buffer.step());
  }
}
