package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Conv;
import dev.fovea.Relu;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transposed convolutions: the way back from what a convolution gives, and what is said where there is none. */
class TransposedConvolutionsTest {
  private static OperationSpec transposed(Object... members) {
    List<Object> all = new ArrayList<>(List.of("filters", 1, "kernel", 4, "stride", 2));
    all.addAll(Arrays.asList(members));
    return op(TransposedConv.class, all.toArray());
  }

  private static Written.Result infer(int size, OperationSpec operation) {
    return new Written(1, size, size).layer("up", "input", operation).infer();
  }

  private static List<String> help(int size, OperationSpec operation) {
    Written.Result result = infer(size, operation);
    assertEquals(1, result.problems().size(), result::text);
    return result.problems().get(0).help();
  }

  /** TensorFlow's: an input times its stride, cut where a convolution that goes back to the input is padded. */
  @Test
  void sameGivesTheInputTimesTheStrideAndIsCutWhereItsConvolutionIsPadded() {
    for (String mode : List.of("SAME", "SAME_LOWER")) {
      for (int kernel = 1; kernel <= 7; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          Written.Result result = infer(5, transposed("kernel", kernel, "stride", stride, "paddingMode", mode));
          String what = mode + ", kernel " + kernel + ", stride " + stride;
          assertEquals(new Shape(1, 5 * stride, 5 * stride), result.shape("up"), what);
          Convolution back = (Convolution) infer(5 * stride, op(Conv.class, "filters", 1, "kernel", kernel, "stride", stride, "paddingMode",
              mode)).network().layer("up").operations().get(0);
          TransposedConvolution up = (TransposedConvolution) result.network().layer("up").operations().get(0);
          assertEquals(5, back.output().height(), what);
          assertEquals(List.of(back.rows().before(), back.rows().after()), List.of(up.rows().before(), up.rows().after()), what);
          assertEquals(Math.max(0, stride - kernel), up.outputPaddingHeight(), what);
          assertEquals(Math.max(0, stride - kernel), up.outputPaddingWidth(), what);
        }
      }
    }
    TransposedConvolution late = (TransposedConvolution) infer(5, transposed("stride", 1, "paddingMode", "SAME")).network().layer("up")
        .operations().get(0);
    assertEquals(List.of(1, 2), List.of(late.rows().before(), late.rows().after()), "of three, the odd one goes to the end");
    TransposedConvolution early = (TransposedConvolution) infer(5, transposed("stride", 1, "paddingMode", "SAME_LOWER")).network()
        .layer("up").operations().get(0);
    assertEquals(List.of(2, 1), List.of(early.rows().before(), early.rows().after()));
  }

  @Test
  void aSameModeDecidesTheSizeByItself() {
    for (String mode : List.of("SAME", "SAME_LOWER")) {
      String said = infer(5, transposed("paddingMode", mode, "outputSize", 10)).text();
      assertTrue(said.startsWith("[fovea:output-size] up: paddingMode = " + mode + " and outputSize each decide the size"), said);
    }
  }

  /** 2 * 13 + 4 is 30: 28 with a padding of 1 instead of 3, and 30 with none instead of 1, or one past 26 + 5 - 2. 3 + 1 is 4. */
  @Test
  void paddingsAndKernelsThatReachASizeAreOffered() {
    assertEquals(List.of("padding = 1", "outputSize = 25"), help(14, transposed("padding", 3, "outputSize", 28)));
    assertEquals(List.of("padding = 0", "kernel = 5", "outputSize = 29"), help(14, transposed("padding", 1, "outputSize", 30)));
    assertEquals(List.of("kernel = 1", "outputSize = 5"), help(4, transposed("kernel", 2, "stride", 1, "outputSize", 4)));
  }

  @Test
  void aCheckerboardOnOneAxisKeepsTheOtherOnesKernel() {
    String meant = "@Allow(Warning.CHECKERBOARD) if it is meant";
    assertEquals(List.of("kernel = {1, 2}", "kernel = {1, 4}", meant),
        help(5, transposed("kernel", new int[] {1, 3}, "stride", new int[] {1, 2})));
    assertEquals(List.of("kernel = {2, 1}", "kernel = {4, 1}", meant),
        help(5, transposed("kernel", new int[] {3, 1}, "stride", new int[] {2, 1})));
    assertEquals(List.of("kernel = 3", meant), help(5, transposed("kernel", 2, "stride", 3)));
  }

  @Test
  void whatIsRefusedHasNoShape() {
    for (OperationSpec refused : List.of(transposed("outputPadding", 2), transposed("outputPadding", new int[] {0, 2}),
        transposed("filters", 10, "groups", 4), transposed("outputPadding", 1, "outputSize", 12))) {
      Written.Result result = infer(5, refused);
      assertEquals(1, result.errors().size(), result::text);
      assertEquals(List.of(), result.network().layers());
    }
    assertTrue(infer(5, transposed("filters", 10, "groups", 4)).text().startsWith(
        "[fovea:groups] up cannot share its 10 filters evenly among 4 groups"));
  }

  /** Half of 2^26 channels, for 16 stored filters of each of 2 groups, are 2^30 numbers. */
  @Test
  void weightsAreThoseOfAGroupForEachGroup() {
    Written.Result result = new Written(1 << 26, 1, 1).layer("up", "input", transposed("filters", 2, "kernel", 1, "stride", 1, "groups", 2))
        .infer();
    assertEquals(List.of(), result.errors());
  }

  @Test
  void onlyATransposedConvolutionTakesItsSizeFromAnotherLayer() {
    Written.Result relu = new Written(1, 5, 5).layer("a", "input", op(Relu.class)).layer("b", "a #input", op(Relu.class)).infer();
    assertEquals(List.of(Code.INPUTS), relu.errors().stream().map(Problem::code).toList());
    assertEquals(List.of("a"), relu.network().layers().stream().map(ShapedLayer::name).toList());
    Written.Result up = new Written(1, 9, 8).layer("a", "input", op(Conv.class, "filters", 1, "kernel", 4, "stride", 2))
        .layer("up", "a #input", transposed()).infer();
    assertEquals(new Shape(1, 9, 8), up.shape("up"));
  }
}
