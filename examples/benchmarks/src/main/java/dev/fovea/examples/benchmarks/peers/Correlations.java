package dev.fovea.examples.benchmarks.peers;

import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.plan.Traversal;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameter.Role;
import dev.fovea.runtime.kernel.Kernels;
import dev.fovea.runtime.kernel.Taps;

/** How the {@link Interpreter} runs convolutions: the loops that generated code has, their bounds found as they are reached. */
final class Correlations {
  private static final float[] ZEROS = new float[1 << 14];

  private final Interpreter pass;
  private final Kernels kernels;
  // Tables by the ids of their nodes, made when they are first met.
  private final int[][] taps;
  private final int[][] positions;

  Correlations(Interpreter pass, Kernels kernels, int nodes) {
    this.pass = pass;
    this.kernels = kernels;
    taps = new int[nodes][];
    positions = new int[nodes][];
  }

  /** Whether each block of filters, or a chunk of its steps, meets all rows before the next does. */
  boolean goesByBlocks(Node node) {
    return node.operation() instanceof Convolution o && !o.isDepthwise() && traversal(o) != Traversal.ROWS;
  }

  private static Traversal traversal(Convolution o) {
    int filters = o.output().channels() / o.groups();
    return Traversal.of(Sweep.convolution(o.rows(), o.input().height(), o.output().height()),
        Sweep.convolution(o.columns(), o.input().width(), o.output().width()), steps(o), (long) steps(o) * Packing.padded(filters) * o.groups(),
        o.groups() == 1 || filters % 16 == 0);
  }

  private static int steps(Convolution o) {
    return o.rows().kernel() * o.columns().kernel() * o.channelsPerGroup();
  }

  /** How many blocks the filters of a convolution without groups make. */
  int blocks(Node node) {
    int filters = node.output().shape().channels();
    int blocks = 0;
    for (int f = 0; f < filters; f += width(filters, f)) {
      blocks++;
    }
    return blocks;
  }

  /** Filters come in blocks of 64, then 32, then 16. */
  private static int width(int filters, int f) {
    int rest = Packing.padded(filters) - f;
    return rest >= 64 ? 64 : rest >= 32 ? 32 : 16;
  }

  /** One row against all filters. */
  void row(Node node, int n, int y) {
    Convolution o = (Convolution) node.operation();
    if (o.isDepthwise()) {
      depthwise(node, o, n, y);
      return;
    }
    int filters = o.output().channels() / o.groups();
    for (int g = 0; g < o.groups(); g++) {
      for (int f = 0; f < filters; f += width(filters, f)) {
        correlate(node, o, g, f, 0, steps(o), n, y);
      }
    }
  }

  /** All rows, block by block. */
  void blocks(Node node, int from, int to) {
    Convolution o = (Convolution) node.operation();
    int filters = o.output().channels() / o.groups();
    int chunk = traversal(o) == Traversal.CHUNKS ? Traversal.CHUNK : steps(o);
    for (int g = 0; g < o.groups(); g++) {
      for (int f = 0; f < filters; f += width(filters, f)) {
        for (int k = 0; k < steps(o); k += chunk) {
          for (int row = from; row < to; row++) {
            correlate(node, o, g, f, k, Math.min(k + chunk, steps(o)), row / o.output().height(), row % o.output().height());
          }
        }
      }
    }
  }

  private void correlate(Node node, Convolution o, int g, int f, int from, int to, int n, int y) {
    Region x = pass.region(node.input());
    int filters = o.output().channels() / o.groups();
    Parameter bias = pass.parameter(node, Role.BIAS);
    int x0 = pass.pixel(node.input(), n, y * o.rows().stride() - o.rows().before(), -o.columns().before()) + g * o.channelsPerGroup();
    int w0 = g * Packing.padded(filters) * steps(o) + f * steps(o);
    kernels.correlate(pass.arena(), x0, x.pixelStride() * o.columns().stride(), taps(node, o), from, to, run(o, x),
        pass.parameter(node, Role.WEIGHT).packed(), w0, width(filters, f), from > 0 ? null : bias == null ? ZEROS : bias.packed(),
        bias == null ? 0 : g * filters + f, pass.arena(), pass.pixel(node.output(), n, y, 0) + g * filters + f,
        pass.region(node.output()).pixelStride(), o.output().width());
  }

  /** How many steps in a row find their inputs side by side. */
  private static int run(Convolution o, Region x) {
    boolean whole = o.columns().dilation() == 1 && o.channelsPerGroup() == x.pixelStride();
    return whole ? o.columns().kernel() * o.channelsPerGroup() : o.channelsPerGroup();
  }

  private int[] taps(Node node, Convolution o) {
    if (taps[node.id()] == null) {
      Region x = pass.region(node.input());
      taps[node.id()] = Taps.window(o.rows().kernel(), o.columns().kernel(), o.isDepthwise() ? 1 : o.channelsPerGroup(),
          x.rowStride() * o.rows().dilation(), x.pixelStride() * o.columns().dilation());
    }
    return taps[node.id()];
  }

  private void depthwise(Node node, Convolution o, int n, int y) {
    int channels = Packing.padded(o.input().channels());
    Parameter bias = pass.parameter(node, Role.BIAS);
    if (positions[node.id()] == null) {
      positions[node.id()] = Taps.window(o.rows().kernel(), o.columns().kernel(), 1, o.columns().kernel() * channels, channels);
    }
    kernels.depthwise(pass.arena(), pass.pixel(node.input(), n, y * o.rows().stride() - o.rows().before(), -o.columns().before()),
        pass.region(node.input()).pixelStride() * o.columns().stride(), taps(node, o), pass.parameter(node, Role.WEIGHT).packed(),
        positions[node.id()],
        bias == null ? ZEROS : bias.packed(), pass.arena(), pass.pixel(node.output(), n, y, 0), pass.region(node.output()).pixelStride(),
        o.output().width(), channels);
  }

  /** A kernel that covers its input: the run goes along the batch. */
  void covering(Node node, int from, int to) {
    Convolution o = (Convolution) node.operation();
    Parameter bias = pass.parameter(node, Role.BIAS);
    int filters = o.output().channels();
    int f = 0;
    for (int block = 0; block < to; block++) {
      int width = width(filters, f);
      int chunk = steps(o) > Traversal.CHUNK ? Traversal.CHUNK : steps(o);
      for (int k = 0; k < steps(o) && block >= from; k += chunk) {
        kernels.correlate(pass.arena(), pass.pixel(node.input(), 0, 0, 0), (int) pass.region(node.input()).imageStride(), taps(node, o), k,
            Math.min(k + chunk, steps(o)), run(o, pass.region(node.input())), pass.parameter(node, Role.WEIGHT).packed(), f * steps(o), width,
            k > 0 ? null : bias == null ? ZEROS : bias.packed(), bias == null ? 0 : f, pass.arena(),
            pass.pixel(node.output(), 0, 0, 0) + f, (int) pass.region(node.output()).imageStride(), pass.batch());
      }
      f += width;
    }
  }
}
