package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.operation.Convolution;

/**
 * Whether a convolution goes back to its input by sums for all of a kernel's columns side by side, folded together afterwards. Filters come
 * in blocks of 16, of which an image's three channels fill three; those of eleven columns, 33 of 48.
 */
public final class Fold {
  private Fold() {}

  /** Where that halves the multiply-adds at least. */
  public static boolean fits(Operation operation) {
    if (!(operation instanceof Convolution)) {
      return false;
    }
    Convolution o = (Convolution) operation;
    int channels = o.input().channels();
    int columns = o.columns().kernel();
    return ConvolutionKernel.of(o) == ConvolutionKernel.DIRECT && o.groups() == 1
        && (long) columns * padded(channels) >= 2 * padded((long) columns * channels);
  }

  /** The sums: for each row of the input and each column of the output, all of a kernel's columns with their channels. */
  public static Shape sums(Convolution o) {
    return new Shape(o.columns().kernel() * o.input().channels(), o.input().height(), o.output().width());
  }

  private static long padded(long n) {
    return (n + 15) / 16 * 16;
  }
}
