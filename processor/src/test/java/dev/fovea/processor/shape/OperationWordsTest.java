package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AdaptiveAvgPool;
import dev.fovea.Add;
import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Depthwise;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.GlobalAvgPool;
import dev.fovea.GlobalMaxPool;
import dev.fovea.LeakyRelu;
import dev.fovea.LocalResponseNorm;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.Pointwise;
import dev.fovea.Relu;
import dev.fovea.Relu6;
import dev.fovea.Shortcut;
import dev.fovea.Sigmoid;
import dev.fovea.Softmax;
import dev.fovea.Tanh;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each operation has the name that its field calls it by, and tells the arithmetic of its shape with its numbers. */
class OperationWordsTest {
  private static Operation only(int[] input, OperationSpec operation) {
    Written.Result result = new Written(input).layer("layer", "input", operation).infer();
    assertTrue(result.accepted(), result::text);
    return result.network().layer("layer").operations().get(0);
  }

  private static void assertWords(String label, String formula, Operation operation) {
    assertEquals(label, operation.label());
    assertEquals(formula, operation.formula());
  }

  /** Two convolutions of the same image, joined. */
  private static Operation joined(int[] first, int[] second, OperationSpec join) {
    Written.Result result = new Written(1, 20, 20)
        .layer("a", "input", op(Conv.class, "filters", first[0], "kernel", new int[] {21 - first[1], 21 - first[2]}))
        .layer("b", "input", op(Conv.class, "filters", second[0], "kernel", new int[] {21 - second[1], 21 - second[2]}))
        .layer("joined", "a b", join).infer();
    assertTrue(result.accepted(), result::text);
    return result.network().layer("joined").operations().get(0);
  }

  @Test
  void convolutionsTellTheirKernelStrideAndDilation() {
    assertWords("conv 5x5 /2", "height: floor((28 + 2 + 2 - 5) / 2) + 1 = 14; width: floor((32 + 2 + 2 - 5) / 2) + 1 = 16",
        only(new int[] {3, 28, 32}, op(Conv.class, "filters", 6, "kernel", 5, "stride", 2, "padding", 2)));
    assertWords("conv 3x5 dilated 2x1 /1x2", "height: floor((9 + 1 + 3 - 5) / 1) + 1 = 9; width: floor((10 + 0 + 1 - 5) / 2) + 1 = 4",
        only(new int[] {1, 9, 10}, op(Conv.class, "filters", 1, "kernel", new int[] {3, 5}, "stride", new int[] {1, 2}, "dilation",
            new int[] {2, 1}, "padding", new int[] {1, 0, 3, 1})));
    assertEquals("conv 3x3 dilated 2", only(new int[] {1, 9, 9}, op(Conv.class, "filters", 1, "kernel", 3, "dilation", 2)).label());
    assertEquals("pointwise conv 1x1", only(new int[] {3, 5, 5}, op(Pointwise.class, "filters", 2)).label());
    assertEquals("depthwise conv 3x3", only(new int[] {3, 5, 5}, op(Depthwise.class, "kernel", 3)).label());
  }

  @Test
  void aTransposedConvolutionTellsRelationship14OfDumoulinAndVisin() {
    assertWords("transposed conv 4x3 /2", "height: 2 * (7 - 1) + 4 - 1 - 1 + 0 = 14; width: 2 * (5 - 1) + 3 - 1 - 1 + 1 = 10",
        only(new int[] {3, 7, 5}, op(TransposedConv.class, "filters", 2, "kernel", new int[] {4, 3}, "stride", 2, "padding", 1,
            "outputPadding", new int[] {0, 1})));
  }

  @Test
  void aDenseLayerTellsWhatItReads() {
    assertWords("dense 10", "3 * 4 * 5 = 60 inputs to 10 units", only(new int[] {3, 4, 5}, op(Dense.class, "value", 10)));
    assertWords("flatten", "3 * 4 * 5 = 60", only(new int[] {3, 4, 5}, op(Flatten.class)));
  }

  @Test
  void poolsTellTheirWindowsAndHowTheyRound() {
    assertWords("max pool 2x2 /2", "height: floor((7 + 0 + 0 - 2) / 2) + 1 = 3; width: floor((8 + 0 + 0 - 2) / 2) + 1 = 4",
        only(new int[] {1, 7, 8}, op(MaxPool.class, "kernel", 2)));
    assertWords("average pool 2x2 /2", "height: ceil((7 + 0 + 0 - 2) / 2) + 1 = 4; width: ceil((8 + 0 + 0 - 2) / 2) + 1 = 4",
        only(new int[] {1, 7, 8}, op(AvgPool.class, "kernel", 2, "ceil", true)));
    assertWords("global average pool", "one number for each of 9 channels", only(new int[] {9, 5, 4}, op(GlobalAvgPool.class)));
    assertWords("global max pool", "one number for each of 9 channels", only(new int[] {9, 5, 4}, op(GlobalMaxPool.class)));
    assertWords("adaptive average pool 5x4",
        "height: 5, unit u sees floor(u * 13 / 5) to ceil((u + 1) * 13 / 5) - 1; width: 4, unit u sees floor(u * 11 / 4) to "
            + "ceil((u + 1) * 11 / 4) - 1",
        only(new int[] {1, 13, 11}, op(AdaptiveAvgPool.class, "value", new int[] {5, 4})));
  }

  @Test
  void joinsTellWhatBecomesOfTheirInputs() {
    assertWords("add", "all inputs have this shape", joined(new int[] {4, 9, 9}, new int[] {4, 9, 9}, op(Add.class)));
    assertWords("concat", "channels: 3 + 6 = 9", joined(new int[] {3, 9, 9}, new int[] {6, 9, 9}, op(Concat.class)));
    assertWords("multiply", "both inputs have this shape", joined(new int[] {4, 9, 9}, new int[] {4, 9, 9}, op(Multiply.class)));
    assertWords("multiply", "[4, 1, 1] counts at every pixel of [4, 9, 7]",
        joined(new int[] {4, 9, 7}, new int[] {4, 1, 1}, op(Multiply.class)));
    assertWords("multiply", "[4, 1, 1] counts at every pixel of [4, 9, 7]",
        joined(new int[] {4, 1, 1}, new int[] {4, 9, 7}, op(Multiply.class)));
    assertWords("identity", "keeps the shape", joined(new int[] {4, 9, 9}, new int[] {4, 9, 9}, op(Shortcut.class)));
    assertWords("projection 1x1 /2x3", "height: floor((9 + 0 + 0 - 1) / 2) + 1 = 5; width: floor((9 + 0 + 0 - 1) / 3) + 1 = 3",
        joined(new int[] {4, 9, 9}, new int[] {6, 5, 3}, op(Shortcut.class)));
  }

  @Test
  void whatActsOnEachNumberOrChannelKeepsTheShape() {
    int[] input = {6, 5, 4};
    assertWords("batch norm", "keeps the shape", only(input, op(BatchNorm.class)));
    assertWords("local response norm 5", "keeps the shape", only(input, op(LocalResponseNorm.class, "size", 5)));
    assertWords("dropout 0.3", "keeps the shape", only(input, op(Dropout.class, "value", 0.3)));
    assertWords("relu", "keeps the shape", only(input, op(Relu.class)));
    assertWords("relu6", "keeps the shape", only(input, op(Relu6.class)));
    assertWords("leaky relu 0.2", "keeps the shape", only(input, op(LeakyRelu.class, "value", 0.2)));
    assertWords("sigmoid", "keeps the shape", only(input, op(Sigmoid.class)));
    assertWords("tanh", "keeps the shape", only(input, op(Tanh.class)));
    assertWords("softmax", "keeps the shape", only(input, op(Softmax.class)));
    for (OperationSpec keeps : List.of(op(BatchNorm.class), op(Relu.class), op(Softmax.class), op(Dropout.class, "value", 0.3))) {
      assertEquals(new Shape(6, 5, 4), only(input, keeps).output());
    }
  }

  /** As activations count what a textbook counts; evaluation passes through what only training does. */
  @Test
  void activationsAndWhatEvaluationSkipsAreKnown() {
    int[] input = {6, 5, 4};
    for (OperationSpec activation : List.of(op(Relu.class), op(Tanh.class), op(Softmax.class))) {
      assertTrue(only(input, activation).isActivation(), activation.kind());
    }
    for (OperationSpec other : List.of(op(BatchNorm.class), op(Dropout.class, "value", 0.3), op(MaxPool.class, "kernel", 2))) {
      assertTrue(!only(input, other).isActivation(), other.kind());
    }
    assertTrue(only(input, op(Dropout.class, "value", 0.3)).isNothingInEvaluation());
    assertTrue(joined(new int[] {4, 9, 9}, new int[] {4, 9, 9}, op(Shortcut.class)).isNothingInEvaluation());
    assertTrue(!only(input, op(Relu.class)).isNothingInEvaluation());
  }

  @Test
  void aLayerAndAReceptiveFieldAreToldInAFewWords() {
    Written.Result result = new Written(1, 12, 12)
        .layer("conv", "input", op(Conv.class, "filters", 4, "kernel", new int[] {3, 5}), op(Relu.class), op(MaxPool.class, "kernel",
            new int[] {2, 1}))
        .layer("scores", "conv", op(Dense.class, "value", 3)).infer();
    assertTrue(result.accepted(), result::text);
    assertEquals(List.of("scores"), result.network().outputs().stream().map(ShapedLayer::name).toList());
    assertEquals("conv 3x5, relu, max pool 2x1 /2x1", result.network().layer("conv").label());
    assertEquals("4x5, jump 2x1, first centre 1.5, 2", result.network().layer("conv").receptiveField().describe());
    assertEquals("12x12, jump 0, first centre 5.5", result.network().layer("scores").receptiveField().describe());
  }
}
