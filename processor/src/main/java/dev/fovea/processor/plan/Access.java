package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.TransposedConvolution;

/** What kernels need of the buffers that they read and write. */
final class Access {
  static final int LANES = 16;

  private Access() {}

  /** The zeros that an operation reads around its input. */
  static Border input(Operation operation) {
    if (operation instanceof Convolution) {
      Convolution c = (Convolution) operation;
      return border(Sweep.convolution(c.rows(), c.input().height(), c.output().height()),
          Sweep.convolution(c.columns(), c.input().width(), c.output().width()));
    }
    if (operation instanceof TransposedConvolution) {
      TransposedConvolution c = (TransposedConvolution) operation;
      return border(Sweep.transposed(c.rows(), c.input().height(), c.output().height()),
          Sweep.transposed(c.columns(), c.input().width(), c.output().width()));
    }
    return Border.NONE;
  }

  /** The zeros that an operation's gradient reads around the gradient that arrives at its output: the adjoint's input. */
  static Border gradient(Operation operation) {
    if (operation instanceof Convolution) {
      Convolution c = (Convolution) operation;
      return border(Sweep.transposed(c.rows(), c.output().height(), c.input().height()),
          Sweep.transposed(c.columns(), c.output().width(), c.input().width()));
    }
    if (operation instanceof TransposedConvolution) {
      TransposedConvolution c = (TransposedConvolution) operation;
      return border(Sweep.convolution(c.rows(), c.output().height(), c.input().height()),
          Sweep.convolution(c.columns(), c.output().width(), c.input().width()));
    }
    return Border.NONE;
  }

  private static Border border(Sweep rows, Sweep columns) {
    return new Border(rows.before(), columns.before(), rows.after(), columns.after());
  }

  /** Channels padded to whole vectors. */
  static int padded(int channels) {
    return (channels + LANES - 1) / LANES * LANES;
  }

  /** The pixel stride of what a grouped kernel writes: the last group's block is written whole. */
  private static int grouped(int channels, int groups) {
    int perGroup = channels / groups;
    return padded((groups - 1) * perGroup + padded(perGroup));
  }

  /**
   * The pixel stride of a value, the same for what goes forward and what comes back, so that switches and masks lie alike: whole
   * vectors, and room for the whole last block of grouped kernels that write or read either.
   */
  static int stride(Flow flow, Value value) {
    int stride = padded(value.shape().channels());
    if (!value.equals(flow.image())) {
      stride = Math.max(stride, outputStride(flow.nodes().get(value.id() - 1).operation()));
    }
    for (Node reader : flow.readers(value)) {
      stride = Math.max(stride, inputGradientStride(reader.operation(), value.shape()));
    }
    return stride;
  }

  /** The pixel stride that an operation needs of its output. */
  static int outputStride(Operation operation) {
    Shape shape = operation.output();
    if (operation instanceof Convolution && !((Convolution) operation).isDepthwise()) {
      return grouped(shape.channels(), ((Convolution) operation).groups());
    }
    if (operation instanceof TransposedConvolution) {
      return grouped(shape.channels(), ((TransposedConvolution) operation).groups());
    }
    return padded(shape.channels());
  }

  /** The pixel stride that an operation's gradient needs of the gradient by its input. */
  private static int inputGradientStride(Operation operation, Shape input) {
    if (operation instanceof Convolution && !((Convolution) operation).isDepthwise()) {
      return grouped(input.channels(), ((Convolution) operation).groups());
    }
    if (operation instanceof TransposedConvolution) {
      return grouped(input.channels(), ((TransposedConvolution) operation).groups());
    }
    return padded(input.channels());
  }

  /** Whether an operation reads single channels, so that the image need not be padded for it. */
  static boolean readsSingleChannels(Operation operation) {
    return operation instanceof Convolution && !((Convolution) operation).isDepthwise()
        || operation instanceof TransposedConvolution;
  }
}
