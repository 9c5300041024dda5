package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.Add;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.GlobalAvgPool;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.Relu;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is offered where tensors do not join, or channels are not shared evenly, and where the compiler points. */
class JoinFixesTest {
  private static Problem problem(Written written) {
    Written.Result result = written.infer();
    assertEquals(1, result.problems().size(), result::text);
    return result.problems().get(0);
  }

  private static Place place(int[] input, OperationSpec operation) {
    return problem(new Written(input).layer("layer", "input", operation)).place();
  }

  private static OperationSpec conv(int filters, int kernel, Object... members) {
    Object[] all = new Object[members.length + 4];
    all[0] = "filters";
    all[1] = filters;
    all[2] = "kernel";
    all[3] = kernel;
    System.arraycopy(members, 0, all, 4, members.length);
    return op(Conv.class, all);
  }

  /** An image of eight channels and a gate of some: what is multiplied with it has as many as the image. */
  private static Written gated(String inputs, int channels) {
    return new Written(8, 6, 6).layer("mean", "input", op(GlobalAvgPool.class)).layer("gate", "mean", op(Dense.class, "value", channels))
        .layer("product", inputs, op(Multiply.class));
  }

  @Test
  void aGateOfOtherChannelsIsMendedWhereItsNumberIsWritten() {
    for (String inputs : List.of("input gate", "gate input")) {
      assertEquals(List.of("@Dense(8) on gate", "[8, 1, 1] for gate: one number for each channel of input"),
          problem(gated(inputs, 4)).help(), inputs);
    }
    // Of two gates the second is taken for the wrong one.
    Written gates = new Written(8, 1, 1).layer("left", "input", op(Dense.class, "value", 6))
        .layer("right", "input", op(Dense.class, "value", 4)).layer("product", "left right", op(Multiply.class));
    assertEquals("@Dense(6) on right", problem(gates).help().get(0));
  }

  /** Two images of one size differ in channels: as of a sum, a projection or the other's filters. */
  @Test
  void imagesThatAreMultipliedAreMendedAsThoseOfASum() {
    Written images = new Written(1, 6, 6).layer("left", "input", conv(6, 3)).layer("right", "input", conv(4, 3))
        .layer("product", "left right", op(Multiply.class));
    assertEquals(List.of("add @Shortcut Tensor skip(Tensor right, Tensor left) and read skip instead of right", "filters = 6 on right",
        "a gate, [6, 1, 1] for right or [4, 1, 1] for left, counts at every pixel"), problem(images).help());
  }

  /** 11 - 2 = 9, kept by a and not by b; padding both stem and b would do as well, but one change is less. */
  @Test
  void paddingOnSeveralLayersIsOfferedOnlyWhereOneIsNotEnough() {
    Written written = new Written(1, 11, 11).layer("stem", "input", conv(2, 3)).layer("a", "stem", conv(3, 3, "padding", 1))
        .layer("b", "stem", conv(4, 3)).layer("both", "a b", op(Concat.class));
    assertEquals(List.of("padding = 1 on b"), problem(written).help());
  }

  /** 6 = 1 * 4 + 2: the common divisors of 6 and 8 are 1 and 2, and 8 is the next multiple of 4. */
  @Test
  void channelsThatAreNotSharedEvenlyMayBeMoreAtTheirSource() {
    Written source = new Written(1, 5, 5).layer("source", "input", conv(6, 1));
    Problem shared = problem(source.layer("shared", "source", conv(8, 1, "groups", 4)));
    assertEquals(List.of("channels % groups = 0: 6 % 4 = 2"), shared.details());
    assertEquals(List.of("groups = 2", "filters = 8 on source"), shared.help());
    Written activated = new Written(1, 5, 5).layer("source", "input", conv(6, 1))
        .layer("shared", "source", op(Relu.class), conv(8, 1, "groups", 4));
    assertEquals(List.of("groups = 2"), problem(activated).help());
    assertEquals(List.of("filters % groups = 0: 38 % 5 = 3"),
        problem(new Written(30, 5, 5).layer("layer", "input", conv(38, 1, "groups", 5))).details());
  }

  /** A join of two is wrong as a whole; of three, the one that differs is. */
  @Test
  void theInputThatDiffersFromTheOthersIsPointedAt() {
    Written two = new Written(1, 9, 9).layer("a", "input", conv(4, 3)).layer("b", "input", conv(4, 5)).layer("sum", "a b", op(Add.class));
    assertEquals(Place.type("p.Net").method("sum", 0).annotation("Add"), problem(two).place());
    Written three = new Written(1, 9, 9).layer("a", "input", conv(4, 3)).layer("b", "input", conv(4, 5)).layer("c", "input", conv(4, 3))
        .layer("sum", "a b c", op(Add.class));
    assertEquals(Place.type("p.Net").method("sum", 0).parameter(1), problem(three).place());
  }

  @Test
  void theMemberThatDecidesIsPointedAt() {
    int[] image = {1, 6, 6};
    assertEquals("kernel", place(new int[] {1, 5, 5}, conv(2, 2, "stride", 2)).member());
    OperationSpec blind = op(MaxPool.class, "kernel", 3, "stride", 1, "dilation", 4, "paddingMode", "FULL");
    assertEquals("paddingMode", place(new int[] {1, 3, 3}, blind).member());
    assertEquals("padding", place(image, op(MaxPool.class, "kernel", 2, "padding", 2)).member());
    int[] pixel = {1, 1, 1};
    assertEquals("padding", place(pixel, op(TransposedConv.class, "filters", 1, "kernel", 4, "stride", 2, "padding", 2)).member());
    assertEquals("paddingMode", place(pixel, op(TransposedConv.class, "filters", 1, "kernel", 3, "paddingMode", "FULL")).member());
  }

  /** What asks for a size in so many words is pointed at first, then the mode, then what is added at the end. */
  @Test
  void ofSeveralThatDecideASizeTheMostOutspokenIsPointedAt() {
    int[] image = {1, 6, 6};
    assertEquals("outputSize", place(image, op(TransposedConv.class, "filters", 1, "kernel", 2, "stride", 2, "outputSize", 12,
        "paddingMode", "SAME")).member());
    assertEquals("paddingMode", place(image, op(TransposedConv.class, "filters", 1, "kernel", 2, "stride", 2, "outputPadding", 1,
        "paddingMode", "SAME")).member());
    Written like = new Written(image).layer("up", "input #input",
        op(TransposedConv.class, "filters", 1, "kernel", 2, "stride", 2, "outputPadding", 1));
    assertEquals("outputPadding", problem(like).place().member());
  }
}
