package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/**
 * When a convolution and the max pool behind it are one step of the fused pass, so that the map between them is never written: first layers
 * of small networks, whose filters do not fill a vector. There vectors go along pixels, and the four sums of which a pool takes the largest
 * are in registers anyway. Wider convolutions fill vectors with filters; their pools are a small part of their time.
 */
public final class PooledConvolution {
  /** Half a vector's worth of channels: with more filters, vectors of filters are as full as vectors of pixels. */
  private static final int FILTERS = 8;

  /** Inputs are copied for each channel, which pays where there are few. */
  private static final int CHANNELS = 4;

  /** With fewer steps in a kernel there is less to gain from them than the copies take. */
  private static final int STEPS = 9;

  /** With fewer outputs in a row most of a vector is none. */
  private static final int WIDTH = 8;

  private PooledConvolution() {}

  /**
   * Whether a node takes the largest of each 2 x 2 outputs of a convolution.
   *
   * @param between what is done in place to what the convolution produces
   * @param next the only reader of that, or null
   */
  static boolean fits(Convolution convolution, List<Node> between, Node next) {
    if (next == null || !(next.operation() instanceof Pooling)) {
      return false;
    }
    Pooling pool = (Pooling) next.operation();
    int channels = convolution.input().channels();
    boolean few = convolution.groups() == 1 && convolution.output().channels() <= FILTERS && channels <= CHANNELS
        && convolution.rows().kernel() * convolution.columns().kernel() * channels >= STEPS;
    return few && isDense(convolution.rows()) && isDense(convolution.columns()) && between.size() <= 1
        && between.stream().allMatch(PooledConvolution::isBound) && pool.maximum()
        && halves(pool.rows(), pool.input().height(), pool.output().height())
        && halves(pool.columns(), pool.input().width(), pool.output().width()) && pool.output().width() >= WIDTH;
  }

  private static boolean isDense(Window window) {
    return window.stride() == 1 && window.dilation() == 1;
  }

  /** Whether the largest of some numbers can be taken first: bounds never turn their order round. */
  private static boolean isBound(Node node) {
    if (!(node.operation() instanceof Activation)) {
      return false;
    }
    Activation.Function function = ((Activation) node.operation()).function();
    return function == Activation.Function.RELU || function == Activation.Function.RELU6;
  }

  /** Whether windows are two pixels that lie side by side, and all of them real. */
  private static boolean halves(Window window, int input, int output) {
    return window.kernel() == 2 && window.stride() == 2 && window.dilation() == 1 && window.before() == 0 && 2 * output <= input;
  }

  /** Why it is done, with the numbers that decided. */
  public static String reason(Convolution convolution) {
    return convolution.output().channels() + " filters, at most " + FILTERS + ", of " + convolution.input().channels()
        + " channels, at most " + CHANNELS + ", would leave vectors of filters empty: vectors go along rows of pixels, and of each 2 x 2"
        + " sums only the largest is written.";
  }
}
