package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AdaptiveAvgPool;
import dev.fovea.Add;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.GlobalMaxPool;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many inputs a layer has, which shape is asserted of it and how its numbers are written: what is wrong is told in words. */
class LayersAsWrittenTest {
  private static Problem only(Written written) {
    Written.Result result = written.infer();
    assertEquals(1, result.problems().size(), result::text);
    return result.problems().get(0);
  }

  /** Two layers of one shape, and one that reads some of them. */
  private static Problem reading(String inputs, OperationSpec... operations) {
    return only(new Written(2, 6, 6).layer("a", "input", op(Relu.class)).layer("b", "input", op(Relu.class))
        .layer("layer", inputs, operations).everyEndIsAnOutput());
  }

  private static OperationSpec relu() {
    return op(Relu.class);
  }

  @Test
  void whatJoinsWantsTwoOrMore() {
    Problem add = reading("a", op(Add.class));
    assertEquals("@Add takes at least 2 inputs, but layer has 1", add.headline());
    assertEquals(List.of("add a parameter for each layer that is joined, two or more"), add.help());
    Problem three = reading("a b input", op(Multiply.class));
    assertEquals("@Multiply takes 2 inputs, but layer has 3", three.headline());
    assertEquals(List.of("give it two parameters, each named as a layer that is read"), three.help());
  }

  @Test
  void whatDoesNotJoinWantsOne() {
    Problem two = reading("a b", relu());
    assertEquals("@Relu takes one input, but layer has 2", two.headline());
    assertEquals(List.of("join them first: @Concat or @Add as the first operation of layer"), two.help());
    Problem none = reading("", relu());
    assertEquals("@Relu takes one input, but layer has none", none.headline());
    assertEquals(List.of("add a parameter named as the layer that is read, or input"), none.help());
    Problem shape = reading("#a", op(TransposedConv.class, "filters", 1, "kernel", 2, "stride", 2));
    assertEquals("@TransposedConv takes one input, but layer has none", shape.headline());
    assertEquals(List.of("add a parameter without @ShapeOf: of those marked so, only height and width are read"), shape.help());
  }

  /** One that joins, but stands too late, is the mistake; that its layer has two inputs is not. */
  @Test
  void whatJoinsComesFirst() {
    Problem late = reading("a b", relu(), op(Add.class));
    assertEquals("@Add joins the parameters of layer, so it must be its first operation", late.headline());
    assertEquals(List.of("put @Add first", "put it on a method of its own"), late.help());
    Problem again = reading("a b", op(Concat.class), op(Add.class));
    assertEquals(List.of("@Concat has joined them already, and gives one tensor"), again.details());
    assertEquals(List.of("put @Concat on a method of its own, and read that in layer"), again.help());
    Written.Result neither = new Written(2, 6, 6).layer("layer", "input", relu(), op(Add.class)).infer();
    assertEquals(List.of("@Add joins the parameters of layer, so it must be its first operation"),
        neither.problems().stream().map(Problem::headline).toList());
    Written.Result wrong = new Written(2, 6, 6).layer("a", "input", relu())
        .layer("layer", "a input", op(MaxPool.class, "kernel", 2), relu()).infer();
    assertEquals(List.of("@MaxPool takes one input, but layer has 2"), wrong.problems().stream().map(Problem::headline).toList());
    Written.Result none = new Written(2, 6, 6).layer("layer", "", relu(), op(Add.class)).infer();
    assertTrue(none.text().startsWith("[fovea:inputs] @Relu takes one input, but layer has none"), none::text);
  }

  @Test
  void aSizeIsTakenFromOneLayerByWhatTakesOne() {
    OperationSpec up = op(TransposedConv.class, "filters", 1, "kernel", 2, "stride", 2);
    Problem two = reading("a #b #input", up);
    assertEquals("layer can take its size from one layer only", two.headline());
    assertEquals(2, two.place().parameter());
    Problem none = reading("a #b", relu());
    assertEquals("layer has no operation that takes its size from another layer", none.headline());
    assertEquals(1, none.place().parameter());
    assertEquals(List.of("remove @ShapeOf", "remove the parameter"), none.help());
  }

  private static Written asserted(List<Integer> shape, OperationSpec operation) {
    return new Written(3, 9, 8).layer("layer", "input", shape, operation).layer("wrong", "layer", conv(99, 99));
  }

  private static Problem assertion(List<Integer> shape, OperationSpec operation) {
    return only(new Written(3, 9, 8).layer("layer", "input", shape, operation));
  }

  private static OperationSpec conv(int rows, int columns) {
    return op(Conv.class, "filters", 5, "kernel", new int[] {rows, columns});
  }

  /** 9 - 3 + 1 = 7 rows and 8 - 4 + 1 = 5 columns: what differs is told with its way, and how the assertion would be right. */
  @Test
  void aShapeThatIsNotAsAssertedIsToldWithWhatDiffers() {
    Problem height = assertion(List.of(5, 6, 5), conv(3, 4));
    assertEquals("layer is asserted to be [5, 6, 5] but is [5, 7, 5]", height.headline());
    assertEquals(List.of("height: 9 -layer-> 7"), height.details());
    assertTrue(height.help().contains("@Shape({5, 7, 5})"), height::text);
    assertEquals(List.of("width: 8 -layer-> 5"), assertion(List.of(5, 7, 6), conv(3, 4)).details());
    assertEquals(List.of("height: 9 -layer-> 7", "width: 8 -layer-> 5"), assertion(List.of(5, 6, 6), conv(3, 4)).details());
    assertEquals(List.of(), assertion(List.of(6, 7, 5), conv(3, 4)).details());
    assertEquals(List.of("height: 9 -layer-> 7", "the numbers are channels, height and width, in that order"),
        assertion(List.of(7, 5, 5), conv(3, 4)).details());
    Problem square = only(new Written(3, 9, 9).layer("layer", "input", List.of(5, 6, 6), conv(3, 3)));
    assertEquals(List.of("height: 9 -layer-> 7"), square.details(), "both axes have the same way");
  }

  /** A dense layer of four units gives [4], also written [4, 1, 1]. */
  @Test
  void aFlatTensorIsAssertedByOneNumber() {
    OperationSpec dense = op(Dense.class, "value", 4);
    for (List<Integer> right : List.of(List.of(4), List.of(4, 1, 1))) {
      assertTrue(new Written(3, 9, 8).layer("layer", "input", right, dense).infer().accepted(), right::toString);
    }
    assertEquals(List.of("@Shape(4)"), assertion(List.of(5), dense).help());
    assertEquals(List.of("@Shape({4, 1, 1})"), assertion(List.of(5, 1, 1), dense).help());
    assertEquals(List.of("@Shape({5, 7, 5})"), assertion(List.of(5), conv(3, 4)).help());
    assertEquals(List.of("@Shape({5, 1, 5})"), assertion(List.of(5), conv(9, 4)).help());
    assertEquals(List.of("@Shape({5, 7, 1})"), assertion(List.of(5), conv(3, 8)).help());
  }

  @Test
  void anAssertionHasOneNumberOrThree() {
    assertEquals("layer: @Shape takes channels, height and width, or one number for a flat tensor, not 2 numbers",
        assertion(List.of(5, 7), conv(3, 4)).headline());
    assertEquals("layer: @Shape takes channels, height and width, or one number for a flat tensor, but has none",
        assertion(List.of(), conv(3, 4)).headline());
  }

  /** Either may be meant where they differ, so that nothing is said of readers; where they agree readers are looked at. */
  @Test
  void readersOfAWrongAssertionAreLeftAlone() {
    assertEquals("layer is asserted to be [5, 6, 5] but is [5, 7, 5]", only(asserted(List.of(5, 6, 5), conv(3, 4))).headline());
    assertTrue(only(asserted(List.of(5, 7, 5), conv(3, 4))).headline().startsWith("wrong needs a 99x99 window"));
  }

  @Test
  void numbersByAxisAreOneOrTwoAndOfPaddingFour() {
    int[] three = {1, 2, 3};
    assertEquals("layer: padding takes one number, two (height, width) or four (top, left, bottom, right), not 3",
        reading("a", op(Conv.class, "filters", 1, "kernel", 3, "padding", three)).headline());
    assertEquals("layer: padding takes one number, two (height, width) or four (top, left, bottom, right), but has none",
        reading("a", op(Conv.class, "filters", 1, "kernel", 3, "padding", new int[0])).headline());
    assertEquals("layer: kernel takes one number, or two for height and width, not 3",
        reading("a", op(MaxPool.class, "kernel", three)).headline());
    assertEquals("layer: @AdaptiveAvgPool takes one number, or two for height and width, but has none",
        reading("a", op(AdaptiveAvgPool.class, "value", new int[0])).headline());
  }

  /** Be it of zeros: either of the two is left out. */
  @Test
  void paddingBesideAModeIsLeftOut() {
    OperationSpec both = op(Conv.class, "filters", 1, "kernel", 3, "padding", 1, "paddingMode", "SAME");
    assertEquals(List.of("leave out padding", "leave out paddingMode"), reading("a", relu(), both).help());
    OperationSpec none = op(Conv.class, "filters", 1, "kernel", 3, "padding", 0, "paddingMode", "SAME");
    assertEquals("layer has padding and paddingMode = SAME, which decides the padding itself", reading("a", none).headline());
  }

  /** 4097 * 4097 pixels are more than 2^24. */
  @Test
  void aMaximumOfTooManyPixelsIsPointedAt() {
    Problem pool = only(new Written(1, 4097, 4097).layer("layer", "input", op(MaxPool.class, "kernel", 4097)));
    assertEquals("kernel", pool.place().member());
    assertEquals(List.of("several smaller pools, one after another"), pool.help());
    Problem global = only(new Written(1, 4097, 4097).layer("layer", "input", op(GlobalMaxPool.class)).layer("wrong", "layer", conv(9, 9)));
    assertEquals(Place.type("p.Net").method("layer", 0).annotation("GlobalMaxPool"), global.place());
    assertEquals(List.of("a @MaxPool before it"), global.help());
  }

  /** A shortcut reads its second input for its shape only: the way that is told is the first's. */
  @Test
  void theWayOfAShortcutIsThatOfWhatItBrings() {
    Written written = new Written(1, 9, 9).layer("a", "input", op(Conv.class, "filters", 2, "kernel", 3))
        .layer("b", "input", op(Conv.class, "filters", 4, "kernel", 3)).layer("skip", "a b", op(Shortcut.class))
        .layer("wrong", "skip", op(Conv.class, "filters", 1, "kernel", 8));
    assertEquals("height: 9 -a-> 7", written.infer().errors().get(0).details().get(0));
  }
}
