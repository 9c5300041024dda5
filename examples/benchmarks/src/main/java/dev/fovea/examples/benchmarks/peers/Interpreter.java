package dev.fovea.examples.benchmarks.peers;

import dev.fovea.processor.plan.Border;
import dev.fovea.processor.plan.ConvolutionKernel;
import dev.fovea.processor.plan.Fusion;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.plan.Value;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.Add;
import dev.fovea.processor.shape.operation.BatchNorm;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import dev.fovea.processor.shape.operation.Pooling;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameter.Role;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.BatchNormalization;
import dev.fovea.runtime.kernel.Pass;
import dev.fovea.runtime.kernel.Pool;
import dev.fovea.runtime.kernel.PooledWindow;
import java.util.List;

/**
 * What Fovea would be without generated code: the same plan, buffers and kernels, run by one loop over the steps that asks at every step
 * and row what is to be done and where things lie. Only tables that a kernel reads are kept. Convolutions are direct, whatever the plan
 * would prefer; what none of the compared networks has is missing.
 */
final class Interpreter extends Pass {
  private final NetworkPlan network;
  private final List<Step> steps;
  /** Where values lie, by their ids. */
  private final Region[] regions;
  // By the ids of their nodes.
  private final Pool[] pools;
  private final PooledWindow[] windows;
  private final BatchNormalization[] norms;
  private final Correlations correlations;

  Interpreter(NetworkPlan network, Parameters parameters, int batch, int threads) {
    super(batch, threads, network.plan().floats());
    this.network = network;
    this.steps = Step.of(parameters);
    this.regions = network.flow().values().stream().map(network.plan()::region).toArray(Region[]::new);
    this.pools = new Pool[steps.size()];
    this.windows = new PooledWindow[steps.size()];
    this.norms = new BatchNormalization[steps.size()];
    for (Node node : network.flow().nodes()) {
      if (node.operation() instanceof Pooling o) {
        pools[node.id()] = pool(o, region(node.input()));
      } else if (node.operation() instanceof BatchNorm o) {
        norms[node.id()] = new BatchNormalization(parameter(node, Role.SCALE), parameter(node, Role.SHIFT),
            parameter(node, Role.RUNNING_MEAN), parameter(node, Role.RUNNING_VARIANCE), o.epsilon(), o.momentum());
      }
    }
    for (Fusion step : network.plan().steps()) {
      if (!step.before().isEmpty()) {
        windows[step.main().id()] = window((Convolution) step.first().operation(), region(step.first().input()), step.main());
      }
    }
    this.correlations = new Correlations(this, kernels, steps.size());
  }

  /** Runs the network; the first output, a view that the next run overwrites. */
  Tensor run(Tensor images) {
    Value image = network.flow().image();
    clearBorder(image);
    read(images, pixel(image, 0, 0, 0), region(image).rowStride(), region(image).pixelStride(), (int) region(image).imageStride());
    for (int i = 0; i < network.plan().steps().size(); i++) {
      Fusion step = network.plan().steps().get(i);
      fold(step.main());
      step.epilogue().forEach(this::fold);
      clearBorder(step.main().output());
      int rows = batch * step.main().output().shape().height();
      run(2 * i, isCovering(step.main()) ? correlations.blocks(step.main()) : rows, work(step.first()));
      if (isCovering(step.main()) && !step.epilogue().isEmpty()) {
        run(2 * i + 1, rows, step.main().output().shape().size());
      }
    }
    Value output = network.flow().outputs().get(0);
    Region r = region(output);
    return Tensor.view(arena, pixel(output, 0, 0, 0), batch, r.shape().channels(), r.shape().height(), r.shape().width(),
        (int) r.imageStride(), 1, r.rowStride(), r.pixelStride(), false);
  }

  private long work(Node node) {
    Operation operation = node.operation();
    return batch * (operation instanceof Convolution convolution ? convolution.multiplyAdds() : 4L * operation.output().size());
  }

  @Override
  protected void step(int number, int from, int to) {
    Fusion step = network.plan().steps().get(number / 2);
    Node main = step.main();
    if (number % 2 == 1) {
      finish(step, from, to);
    } else if (isCovering(main)) {
      correlations.covering(main, from, to);
    } else if (correlations.goesByBlocks(main)) {
      correlations.blocks(main, from, to);
      finish(step, from, to);
    } else {
      for (int row = from; row < to; row++) {
        int height = main.output().shape().height();
        if (step.before().isEmpty()) {
          row(main, row / height, row % height);
        } else {
          pooledRow(step, row / height, row % height);
        }
        finish(step, row, row + 1);
      }
    }
  }

  private static boolean isCovering(Node node) {
    return node.operation() instanceof Convolution convolution && ConvolutionKernel.of(convolution) == ConvolutionKernel.COVERING;
  }

  /** What is done in place to rows that have been written. */
  private void finish(Fusion step, int from, int to) {
    Value y = step.main().output();
    for (int row = from; row < to; row++) {
      for (Node node : step.epilogue()) {
        inPlace(node, y, row / y.shape().height(), row % y.shape().height());
      }
    }
  }

  /** One row of an operation that reads one buffer and writes another. */
  private void row(Node node, int n, int y) {
    Operation operation = node.operation();
    Value output = node.output();
    if (operation instanceof Convolution) {
      correlations.row(node, n, y);
    } else if (operation instanceof Pooling pooling) {
      Pool pool = pools[node.id()];
      if (pooling.maximum()) {
        kernels.maxPool(pool, arena, pixel(node.input(), n, 0, 0), y, arena, pixel(output, n, y, 0), region(output).pixelStride(), null, 0);
      } else {
        kernels.averagePool(pool, arena, pixel(node.input(), n, 0, 0), y, arena, pixel(output, n, y, 0), region(output).pixelStride());
      }
    } else {
      System.arraycopy(arena, pixel(node.input(), n, y, 0), arena, pixel(output, n, y, 0), floats(output));
      inPlace(node, output, n, y);
    }
  }

  /** One row of a max pool whose convolution is part of the step. */
  private void pooledRow(Fusion step, int n, int y) {
    Node node = step.first();
    Convolution o = (Convolution) node.operation();
    Value output = step.main().output();
    Parameter bias = parameter(node, Role.BIAS);
    boolean bounded = step.before().size() > 1;
    boolean six = bounded && ((Activation) step.before().get(1).operation()).function() == Activation.Function.RELU6;
    kernels.correlatePool(windows[step.main().id()], arena, pixel(node.input(), n, 2 * y - o.rows().before(), -o.columns().before()),
        parameter(node, Role.WEIGHT).packed(), bias == null ? ZEROS : bias.packed(), bounded ? 0 : -INFINITY, six ? 6 : INFINITY, arena,
        pixel(output, n, y, 0), region(output).pixelStride(), region(output).rowStride(), 1);
  }

  private static PooledWindow window(Convolution o, Region x, Node pool) {
    return new PooledWindow(o.rows().kernel(), o.columns().kernel(), o.input().channels(), x.rowStride(), x.pixelStride(),
        o.output().channels(), pool.output().shape().width());
  }

  /** One row of an operation whose first input is already where its output shall be. */
  private void inPlace(Node node, Value home, int n, int row) {
    Operation operation = node.operation();
    int y = pixel(home, n, row, 0);
    int step = region(home).pixelStride();
    int width = home.shape().width();
    int channels = Packing.padded(home.shape().channels());
    if (operation instanceof BatchNorm) {
      BatchNormalization norm = norms[node.id()];
      kernels.scaleShift(arena, y, step, norm.scale(), norm.shift(), arena, y, step, width, channels);
    } else if (operation instanceof Activation activation) {
      activate(activation, y, floats(home));
    } else if (operation instanceof LocalResponseNorm o) {
      kernels.localResponseNorm(o.size(), (float) o.alpha(), (float) o.beta(), (float) o.k(), arena, y, step, arena, y, step, width,
          home.shape().channels());
    } else if (operation instanceof Add) {
      // All but the one that is there: the first of a step of its own, the one at home of a sum in place.
      Value there = node.inputs().stream().filter(input -> region(input).equals(region(home))).findFirst().orElse(node.input());
      node.inputs().stream().filter(input -> input != there)
          .forEach(input -> kernels.add(arena, pixel(input, n, row, 0), arena, y, floats(home)));
    } else {
      throw new IllegalStateException("the interpreter has no " + operation.label());
    }
  }

  private void activate(Activation activation, int y, int floats) {
    switch (activation.function()) {
      case RELU -> kernels.relu(arena, y, arena, y, floats);
      case RELU6 -> kernels.relu6(arena, y, arena, y, floats);
      case LEAKY_RELU -> kernels.leakyRelu((float) activation.slope(), arena, y, arena, y, floats);
      case SIGMOID -> kernels.sigmoid(arena, y, arena, y, floats);
      case TANH -> kernels.tanh(arena, y, arena, y, floats);
      default -> throw new IllegalStateException("the interpreter has no " + activation.label());
    }
  }

  /** A batch norm's scale and shift follow from its statistics, which may have changed. */
  private void fold(Node node) {
    if (node.operation() instanceof BatchNorm) {
      norms[node.id()].fold();
    }
  }

  private static Pool pool(Pooling o, Region x) {
    return new Pool(o.input().height(), o.input().width(), Packing.padded(o.input().channels()), x.rowStride(), x.pixelStride(),
        o.output().width(), o.rows().kernel(), o.columns().kernel(), o.rows().stride(), o.columns().stride(), o.rows().dilation(),
        o.columns().dilation(), o.rows().before(), o.columns().before(), o.rows().after(), o.columns().after(), o.countPadding());
  }

  /** A parameter of an operation; null if it has none in that role. */
  Parameter parameter(Node node, Role role) {
    return steps.get(node.id()).parameters().get(role);
  }

  Region region(Value value) {
    return regions[value.id()];
  }

  int batch() {
    return batch;
  }

  /** Where a pixel lies in the arena; it may lie in the border. */
  int pixel(Value value, int n, int row, int column) {
    Region region = region(value);
    return region.offset() * batch + n * (int) region.imageStride() + region.pixel(row, column);
  }

  /** Floats of a row, without its border. */
  private int floats(Value value) {
    return value.shape().width() * region(value).pixelStride();
  }

  private void clearBorder(Value value) {
    Region r = region(value);
    Border b = r.border();
    if (!b.equals(Border.NONE)) {
      clearBorder(r.offset() * batch, b.top(), b.left(), b.bottom(), b.right(), r.shape().height(), r.shape().width(), r.pixelStride());
    }
  }
}
