package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AvgPool;
import dev.fovea.Bias;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Depthwise;
import dev.fovea.Dropout;
import dev.fovea.Initializer;
import dev.fovea.LeakyRelu;
import dev.fovea.MaxPool;
import dev.fovea.Pointwise;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.Tanh;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.shape.Weights.Initialization.Kind;
import dev.fovea.processor.shape.Weights.Regularization;
import dev.fovea.processor.shape.Weights.Role;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.BatchNorm;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import dev.fovea.processor.shape.operation.Pooling;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What layers hold: weights in PyTorch's order, drawn as the papers say, and numbers that are counted by hand. */
class WeightsTest {
  private static final int[] IMAGE = {4, 9, 9};

  private static List<Operation> operations(int[] input, OperationSpec... operations) {
    Written.Result result = new Written(input).layer("layer", "input", operations).infer();
    assertTrue(result.accepted(), result::text);
    return result.network().layer("layer").operations();
  }

  private static Operation first(int[] input, OperationSpec... operations) {
    return operations(input, operations).get(0);
  }

  private static Weights drawn(Initializer initializer) {
    return first(IMAGE, op(Conv.class, "filters", 8, "kernel", 3, "groups", 2, "initializer", initializer)).weights().get(0);
  }

  private static void assertDrawn(Kind kind, double extent, Weights weights) {
    assertEquals(kind, weights.initialization().kind());
    assertEquals(extent, weights.initialization().extent(), 1e-12);
  }

  /** Each of 8 filters reads 2 channels through 9 taps, 18 numbers; each number is read by 4 filters through 9 taps, 36. */
  @Test
  void filtersAreDrawnAsGlorotHeAndLeCunSay() {
    assertDrawn(Kind.NORMAL, 1.0 / 3, drawn(Initializer.HE_NORMAL));
    assertDrawn(Kind.UNIFORM, 0.5773502691896258, drawn(Initializer.HE_UNIFORM));
    assertDrawn(Kind.NORMAL, 0.19245008972987526, drawn(Initializer.XAVIER_NORMAL));
    assertDrawn(Kind.UNIFORM, 1.0 / 3, drawn(Initializer.XAVIER_UNIFORM));
    assertDrawn(Kind.NORMAL, 0.23570226039551584, drawn(Initializer.LECUN_NORMAL));
    assertDrawn(Kind.ZEROS, 0, drawn(Initializer.ZEROS));
  }

  /** 16 units and 4 * 9 * 9 = 324 inputs; 3 filters for each of 4 channels; 2 groups of 5 filters that each unit of 2 channels paints. */
  @Test
  void inputsAndOutputsAreCountedForEveryKindOfLayer() {
    assertDrawn(Kind.UNIFORM, Math.sqrt(6.0 / 340), first(IMAGE, op(Dense.class, "value", 16)).weights().get(0));
    assertDrawn(Kind.UNIFORM, Math.sqrt(6.0 / (25 + 75)),
        first(IMAGE, op(Depthwise.class, "kernel", 5, "multiplier", 3)).weights().get(0));
    assertDrawn(Kind.UNIFORM, Math.sqrt(6.0 / (18 + 45)),
        first(IMAGE, op(TransposedConv.class, "filters", 10, "kernel", 3, "groups", 2)).weights().get(0));
    assertDrawn(Kind.UNIFORM, Math.sqrt(6.0 / (4 + 7)), first(IMAGE, op(Pointwise.class, "filters", 7)).weights().get(0));
    assertDrawn(Kind.UNIFORM, Math.sqrt(6.0 / (4 + 6)), shortcut(op(Shortcut.class)).get(0).weights().get(0));
  }

  /** A batch norm or a dropout between them is no activation; a pool is none either, but what comes after it is not this layer's. */
  @Test
  void onlyARectifierThatComesNextAsksForHesDraw() {
    OperationSpec conv = op(Conv.class, "filters", 8, "kernel", 3);
    assertEquals(Kind.NORMAL, first(IMAGE, conv, op(Relu.class)).weights().get(0).initialization().kind());
    assertEquals(Kind.NORMAL, first(IMAGE, conv, op(LeakyRelu.class, "value", 0.1)).weights().get(0).initialization().kind());
    assertEquals(Kind.NORMAL, first(IMAGE, conv, op(dev.fovea.BatchNorm.class), op(Dropout.class, "value", 0.5), op(Relu.class))
        .weights().get(0).initialization().kind());
    assertEquals(Kind.UNIFORM, first(IMAGE, conv).weights().get(0).initialization().kind());
    assertEquals(Kind.UNIFORM, first(IMAGE, conv, op(Tanh.class), op(Relu.class)).weights().get(0).initialization().kind());
    assertEquals(Kind.UNIFORM, first(IMAGE, conv, op(MaxPool.class, "kernel", 2), op(Relu.class)).weights().get(0).initialization().kind());
  }

  @Test
  void weightsHaveTheShapesThatPyTorchGivesThem() {
    assertEquals(List.of(8, 2, 3, 5), first(IMAGE, op(Conv.class, "filters", 8, "kernel", new int[] {3, 5}, "groups", 2)).weights()
        .get(0).shape());
    assertEquals(List.of(4, 5, 3, 2), first(IMAGE, op(TransposedConv.class, "filters", 10, "kernel", new int[] {3, 2}, "groups", 2))
        .weights().get(0).shape());
    assertEquals(List.of(12, 1, 5, 5), first(IMAGE, op(Depthwise.class, "kernel", 5, "multiplier", 3)).weights().get(0).shape());
    assertEquals(List.of(16, 324), first(IMAGE, op(Dense.class, "value", 16)).weights().get(0).shape());
    assertEquals(List.of(7, 4, 1, 1), first(IMAGE, op(Pointwise.class, "filters", 7)).weights().get(0).shape());
  }

  @Test
  void aBatchNormFollowsInTheBiasesPlace() {
    OperationSpec[] kinds = {op(Conv.class, "filters", 6, "kernel", 3), op(TransposedConv.class, "filters", 6, "kernel", 3),
        op(Dense.class, "value", 6), op(Depthwise.class, "kernel", 3), op(Pointwise.class, "filters", 6)};
    for (OperationSpec kind : kinds) {
      List<Weights> alone = first(IMAGE, kind).weights();
      assertEquals(List.of(Role.WEIGHT, Role.BIAS), alone.stream().map(Weights::role).toList(), kind.kind());
      assertEquals(List.of(kind.kind().equals("Depthwise") ? 4 : 6), alone.get(1).shape());
      assertDrawn(Kind.ZEROS, 0, alone.get(1));
      assertEquals(1, first(IMAGE, kind, op(dev.fovea.BatchNorm.class)).weights().size(), kind.kind());
      assertEquals(2, first(IMAGE, kind, op(Relu.class), op(dev.fovea.BatchNorm.class)).weights().size(), kind.kind());
      OperationSpec without = kind.with(kind.attributes().with("bias", Bias.FALSE.name()));
      assertEquals(1, first(IMAGE, without).weights().size(), kind.kind());
    }
    assertTrue(((Convolution) first(IMAGE, kinds[0])).hasBias());
    assertFalse(((Convolution) first(IMAGE, kinds[0], op(dev.fovea.BatchNorm.class))).hasBias());
    assertTrue(((TransposedConvolution) first(IMAGE, kinds[1])).hasBias());
    assertFalse(((TransposedConvolution) first(IMAGE, kinds[1], op(dev.fovea.BatchNorm.class))).hasBias());
  }

  @Test
  void penaltiesAreOfWeightsAndFreezingIsOfAll() {
    List<Weights> frozen = first(IMAGE, op(Dense.class, "value", 3, "l1", 0.25, "l2", 0.5, "frozen", true)).weights();
    assertEquals(new Regularization(0.25, 0.5, true), frozen.get(0).regularization());
    assertEquals(new Regularization(0, 0, true), frozen.get(1).regularization());
    List<Weights> free = first(IMAGE, op(Dense.class, "value", 3)).weights();
    assertEquals(List.of(true, true), free.stream().map(weights -> weights.regularization().isNone()).toList());
  }

  @Test
  void aBatchNormHoldsFourNumbersForEachChannelAndTrainsTwo() {
    Operation norm = first(IMAGE, op(dev.fovea.BatchNorm.class, "epsilon", 1e-3, "momentum", 0.25, "frozen", true));
    assertEquals(List.of(Role.SCALE, Role.SHIFT, Role.RUNNING_MEAN, Role.RUNNING_VARIANCE),
        norm.weights().stream().map(Weights::role).toList());
    assertEquals(List.of(Kind.ONES, Kind.ZEROS, Kind.ZEROS, Kind.ONES),
        norm.weights().stream().map(weights -> weights.initialization().kind()).toList());
    for (Weights weights : norm.weights()) {
      assertEquals(List.of(4), weights.shape());
      assertTrue(weights.regularization().frozen());
    }
    assertEquals(8, norm.parameters());
    assertEquals(List.of("weight", "bias", "scale", "shift", "running_mean", "running_variance"),
        List.of(Role.values()).stream().map(Role::suffix).toList());
  }

  @Test
  void numbersOfAnOperationArriveAsTheyAreWritten() {
    assertEquals(new LocalResponseNorm(new Shape(4, 9, 9), 3, 0.25, 0.5, 2.5),
        first(IMAGE, op(dev.fovea.LocalResponseNorm.class, "size", 3, "alpha", 0.25, "beta", 0.5, "k", 2.5)));
    BatchNorm norm = (BatchNorm) first(IMAGE, op(dev.fovea.BatchNorm.class, "epsilon", 1e-3, "momentum", 0.25, "frozen", true));
    assertEquals(List.of(1e-3, 0.25), List.of(norm.epsilon(), norm.momentum()));
    assertTrue(norm.frozen());
    assertEquals(0.3, ((Activation) first(IMAGE, op(LeakyRelu.class, "value", 0.3))).slope());
    assertEquals(0.3, ((dev.fovea.processor.shape.operation.Dropout) first(IMAGE, op(Dropout.class, "value", 0.3))).rate());
    for (boolean count : new boolean[] {false, true}) {
      Pooling pool = (Pooling) first(IMAGE, op(AvgPool.class, "kernel", 3, "padding", 1, "countPadding", count));
      assertEquals(count, pool.countPadding());
    }
  }

  /** The first of two layers, brought to the second's shape: 6 channels, and half as many rows. */
  private static List<Operation> shortcut(OperationSpec shortcut, OperationSpec... followers) {
    OperationSpec[] all = new OperationSpec[followers.length + 1];
    all[0] = shortcut;
    System.arraycopy(followers, 0, all, 1, followers.length);
    Written.Result result = new Written(4, 9, 9)
        .layer("target", "input", op(Conv.class, "filters", 6, "kernel", 3, "stride", new int[] {2, 1}, "padding", 1))
        .layer("shortcut", "input target", all).infer();
    assertTrue(result.accepted(), result::text);
    assertEquals(new Shape(6, 5, 9), result.shape("shortcut"));
    return result.network().layer("shortcut").operations();
  }

  @Test
  void aProjectionIsAnUnpaddedConvolutionWithItsOwnBatchNorm() {
    Operation plain = shortcut(op(Shortcut.class)).get(0);
    assertEquals(4 * 6 + 6, plain.parameters());
    assertEquals(4 * 6 * 5 * 9, plain.multiplyAdds());
    assertEquals(4 * 6, shortcut(op(Shortcut.class), op(dev.fovea.BatchNorm.class)).get(0).parameters());
    List<Operation> normed = shortcut(op(Shortcut.class, "batchNorm", true, "frozen", true));
    assertEquals(List.of(4L * 6, 2L * 6), normed.stream().map(Operation::parameters).toList());
    assertEquals(List.of(Kind.ONES, Kind.ZEROS, Kind.ZEROS, Kind.ONES),
        normed.get(1).weights().stream().map(weights -> weights.initialization().kind()).toList());
    assertTrue(normed.get(1).weights().stream().allMatch(weights -> weights.regularization().frozen()));
    Written.Result same = new Written(4, 9, 9).layer("a", "input", op(Relu.class))
        .layer("shortcut", "input a", op(Shortcut.class, "batchNorm", true)).infer();
    assertEquals(1, same.network().layer("shortcut").operations().size());
    assertEquals(0, same.network().layer("shortcut").parameters());
  }

  /** Every number of the output is a sum over one filter; every number of a transposed one's input paints one. */
  @Test
  void multiplyAddsAreCountedTapByTap() {
    assertEquals(7 * 7 * 8 * (2 * 9), first(IMAGE, op(Conv.class, "filters", 8, "kernel", 3, "groups", 2)).multiplyAdds());
    assertEquals(7 * 5 * 4 * 15, first(IMAGE, op(Depthwise.class, "kernel", new int[] {3, 5})).multiplyAdds());
    assertEquals(9 * 9 * 4 * (5 * 6), first(IMAGE, op(TransposedConv.class, "filters", 10, "kernel", new int[] {3, 2}, "groups", 2))
        .multiplyAdds());
    assertEquals(0, first(IMAGE, op(MaxPool.class, "kernel", 3)).multiplyAdds());
  }

  @Test
  void aConvolutionIsDepthwiseIfEachChannelHasOneFilterOfItsOwn() {
    assertTrue(((Convolution) first(IMAGE, op(Depthwise.class, "kernel", 3))).isDepthwise());
    assertTrue(((Convolution) first(IMAGE, op(Conv.class, "filters", 4, "kernel", 3, "groups", 4))).isDepthwise());
    assertFalse(((Convolution) first(IMAGE, op(Depthwise.class, "kernel", 3, "multiplier", 2))).isDepthwise());
    assertFalse(((Convolution) first(IMAGE, op(Conv.class, "filters", 4, "kernel", 3, "groups", 2))).isDepthwise());
    assertFalse(((Convolution) first(new int[] {1, 9, 9}, op(Conv.class, "filters", 1, "kernel", 3))).isDepthwise());
    assertEquals(2, ((Convolution) first(IMAGE, op(Conv.class, "filters", 8, "kernel", 3, "groups", 2))).channelsPerGroup());
    assertEquals(2, ((TransposedConvolution) first(IMAGE, op(TransposedConv.class, "filters", 8, "kernel", 3, "groups", 2)))
        .channelsPerGroup());
  }

  @Test
  void aConvolutionIsAsGoodAsDenseIfOneWindowIsTheWholeInput() {
    assertTrue(covers(op(Conv.class, "filters", 8, "kernel", 9)));
    assertTrue(covers(op(Dense.class, "value", 8)));
    assertFalse(covers(op(Conv.class, "filters", 8, "kernel", new int[] {9, 8})));
    assertFalse(covers(op(Conv.class, "filters", 8, "kernel", new int[] {8, 9})));
    assertFalse(covers(op(Conv.class, "filters", 8, "kernel", 9, "groups", 2)));
    assertFalse(covers(op(Conv.class, "filters", 8, "kernel", 9, "padding", new int[] {1, 0, 0, 0})));
    assertFalse(covers(op(Conv.class, "filters", 8, "kernel", 9, "padding", new int[] {0, 0, 0, 1})));
    assertFalse(((Convolution) first(new int[] {1, 9, 9}, op(Conv.class, "filters", 8, "kernel", 9, "dilation", 2, "padding", 4)))
        .coversInput());
  }

  private static boolean covers(OperationSpec operation) {
    return ((Convolution) first(IMAGE, operation)).coversInput();
  }
}
