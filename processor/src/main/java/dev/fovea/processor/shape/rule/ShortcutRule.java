package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.NearestInputs;
import dev.fovea.processor.shape.OnTheWay;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Swapped;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.BatchNorm;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.Identity;
import java.util.List;
import java.util.Map;

/**
 * {@code @Shortcut}: the first input, brought to the shape of the second. As it is where the shapes agree; else through a 1x1
 * convolution with, on each axis, the smallest stride that fits. K. He et al., "Deep Residual Learning" (arXiv 1512.03385), option B.
 */
public final class ShortcutRule implements OperationRule<ShortcutRule.Members> {
  /** The members, checked. */
  public record Members(boolean batchNorm, Training training) {}

  @Override
  public int[] inputs() {
    return new int[] {2, 2};
  }

  @Override
  public int inputsRead() {
    return 1;
  }

  @Override
  public Members read(Use use) {
    Training training = Training.read(use);
    return training == null ? null : new Members(use.attributes().flag("batchNorm"), training);
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    Shape target = inputs.get(1);
    if (input.equals(target)) {
      return new Identity(input);
    }
    Window rows = window(Axis.HEIGHT, use, input, target);
    Window columns = rows == null ? null : window(Axis.WIDTH, use, input, target);
    if (columns == null || !Sizes.storable(use, 1, target.channels(), input.channels())) {
      return null;
    }
    boolean bias = !members.batchNorm() && !use.batchNormFollows();
    return new Convolution("projection", input, target, rows, columns, 1, members.training().weights(
        List.of(target.channels(), input.channels(), 1, 1), input.channels(), target.channels(), bias ? target.channels() : 0));
  }

  private static Window window(Axis axis, Use use, Shape input, Shape target) {
    int size = input.along(axis);
    int wanted = target.along(axis);
    // floor((i - 1) / s) + 1 = o has its smallest solution at floor((i - 1) / o) + 1, if it has one.
    Window window = Window.point((size - 1) / wanted + 1);
    if (window.output(size) == wanted) {
      return window;
    }
    String first = use.layer().values().get(0).name();
    String second = use.layer().values().get(1).name();
    use.report(Problem.error(Code.ADD, use.operation().place(), use.name() + " cannot bring " + first + " " + input + " to the shape of "
        + second + " " + target)
        .because(axis + " of " + first + ": " + use.histories().get(0).chain(axis),
            axis + " of " + second + ": " + use.histories().get(1).chain(axis),
            axis + ": no stride s gives floor((" + size + " - 1) / s) + 1 = " + wanted),
        List.of(new Swapped(use.layer()), new OnTheWay(List.of(second, first)), new NearestInputs()));
    return null;
  }

  @Override
  public Map<String, Operation> followers(Members members, Operation operation) {
    if (!members.batchNorm() || operation instanceof Identity) {
      return Map.of();
    }
    int channels = operation.output().channels();
    boolean frozen = members.training().regularization().frozen();
    return Map.of("BatchNorm", new BatchNorm(operation.output(), 1e-5, 0.1, frozen, List.of(
        Weights.ones(Weights.Role.SCALE, channels, frozen), Weights.zeros(Weights.Role.SHIFT, channels, frozen),
        Weights.zeros(Weights.Role.RUNNING_MEAN, channels, frozen), Weights.ones(Weights.Role.RUNNING_VARIANCE, channels, frozen))));
  }
}
