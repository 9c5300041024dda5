package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.Add;
import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Bias;
import dev.fovea.Conv;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.LeakyRelu;
import dev.fovea.MaxPool;
import dev.fovea.Relu;
import dev.fovea.Relu6;
import dev.fovea.Sigmoid;
import dev.fovea.Softmax;
import dev.fovea.Tanh;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.LayerSpec.Origin;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changes nothing, or undoes itself, is told where nothing is wrong; what might be meant is not. */
class OdditiesTest {
  private static List<String> headlines(Written written) {
    return written.infer().problems().stream().map(Problem::headline).toList();
  }

  private static List<String> headlines(OperationSpec... operations) {
    return headlines(new Written(4, 6, 6).layer("layer", "input", operations));
  }

  private static Written chain(OperationSpec first, OperationSpec second) {
    return new Written(4, 6, 6).layer("first", "input", first).layer("second", "first", second);
  }

  private static Problem only(Written written) {
    Written.Result result = written.infer();
    assertEquals(1, result.problems().size(), result::text);
    return result.problems().get(0);
  }

  private static OperationSpec relu() {
    return op(Relu.class);
  }

  private static OperationSpec pool(int kernel, int stride, int padding) {
    return op(MaxPool.class, "kernel", kernel, "stride", stride, "padding", padding);
  }

  /** max(0, x) = x for x of at least 0, which pools, sums and dropouts of such numbers are again; convolutions and norms are not. */
  @Test
  void whatIsNeverNegativeNeedsNoRectifier() {
    Problem twice = only(chain(relu(), relu()));
    assertEquals("second: @Relu changes nothing: what it reads is never negative", twice.headline());
    assertEquals(List.of("first has rectified it already"), twice.details());
    assertEquals(List.of("leave out second", "@Allow(Warning.REDUNDANT) if it is meant"), twice.help());
    assertEquals("Relu", twice.place().annotation());
    assertEquals(List.of("second: @LeakyRelu changes nothing: what it reads is never negative"),
        headlines(chain(op(Sigmoid.class), op(LeakyRelu.class))));
    assertEquals(List.of("layer: @Relu changes nothing: what it reads is never negative"), headlines(relu(), pool(2, 2, 0), relu()));
    assertEquals(List.of(), headlines(relu(), op(Conv.class, "filters", 4, "kernel", 3), relu()));
    assertEquals(List.of(), headlines(relu(), op(BatchNorm.class), relu()));
    assertEquals(List.of(), headlines(op(LeakyRelu.class), pool(2, 2, 0), relu()));
    assertEquals(List.of(), headlines(relu()), "an image may be negative");
    assertEquals(List.of(), headlines(op(BatchNorm.class), relu()));
  }

  /** The sum of what is never negative is not; of a sum with anything else that is not known. */
  @Test
  void aSumIsNeverNegativeIfAllItsPartsAreNot() {
    Written both = new Written(4, 6, 6).layer("a", "input", relu()).layer("b", "input", op(Sigmoid.class))
        .layer("sum", "a b", op(Add.class), relu());
    assertEquals(List.of("sum: @Relu changes nothing: what it reads is never negative"), headlines(both));
    Written one = new Written(4, 6, 6).layer("a", "input", relu()).layer("b", "input", op(Tanh.class))
        .layer("sum", "a b", op(Add.class), relu());
    assertEquals(List.of(), headlines(one));
    Written other = new Written(4, 6, 6).layer("a", "input", op(Tanh.class)).layer("b", "input", relu())
        .layer("sum", "a b", op(Add.class), relu());
    assertEquals(List.of(), headlines(other));
  }

  @Test
  void whatIsDoneTwiceIsDoneOnce() {
    Problem capped = only(chain(op(Relu6.class), op(Relu6.class)));
    assertEquals("second: @Relu6 changes nothing: it follows another @Relu6", capped.headline());
    assertEquals(List.of("what it reads lies between 0 and 6 already"), capped.details());
    Problem normed = only(chain(op(BatchNorm.class), op(BatchNorm.class)));
    assertEquals("second: @BatchNorm changes nothing: it follows another @BatchNorm", normed.headline());
    assertEquals(List.of("what it reads has been normalised already"), normed.details());
    assertEquals(List.of(), headlines(op(BatchNorm.class), op(MaxPool.class, "kernel", 2), op(Flatten.class)));
  }

  @Test
  void anActivationOfAnActivationIsHardlyMeant() {
    Problem inside = only(new Written(4, 6, 6).layer("layer", "input", op(Tanh.class), op(LeakyRelu.class)));
    assertEquals("layer: @LeakyRelu directly follows another activation, @Tanh", inside.headline());
    assertEquals(List.of("@LeakyRelu sees only what @Tanh has left of the numbers"), inside.details());
    assertEquals(List.of("leave out @LeakyRelu of layer", "leave out @Tanh of layer",
        "@Allow(Warning.DOUBLE_ACTIVATION) if it is meant"), inside.help());
    Problem squeezed = only(chain(relu(), op(Softmax.class)));
    assertEquals("second: @Softmax directly follows another activation, @Relu of first", squeezed.headline());
    assertEquals(List.of("a softmax turns scores of any size into shares, and @Relu has squeezed them before"), squeezed.details());
    assertEquals(List.of("leave out first", "@Allow(Warning.DOUBLE_ACTIVATION) if it is meant"), squeezed.help());
    Problem spoilt = only(chain(op(Softmax.class), op(Tanh.class)));
    assertEquals(List.of("a softmax gives shares that add up to 1, and @Tanh spoils them"), spoilt.details());
    assertEquals(List.of(), headlines(relu(), op(BatchNorm.class), op(Tanh.class)));
  }

  /** A flatten orders numbers otherwise and changes none. */
  @Test
  void flatteningIsNoOperationBetween() {
    Written flat = new Written(4, 6, 6).layer("first", "input", op(Tanh.class), op(Flatten.class)).layer("second", "first", op(Tanh.class));
    assertEquals("second: @Tanh directly follows another activation, @Tanh of first", only(flat).headline());
  }

  @Test
  void operationsOfNothingAreTold() {
    Problem dropout = only(new Written(4, 6, 6).layer("layer", "input", op(Dropout.class, "value", 0.0)));
    assertEquals("layer: @Dropout of rate 0 drops nothing", dropout.headline());
    assertEquals("value", dropout.place().member());
    assertEquals(List.of(), headlines(op(Dropout.class, "value", 0.1)));
    Problem pool = only(chain(op(BatchNorm.class), pool(1, 1, 0)));
    assertEquals("second: @MaxPool with a kernel of 1 and a stride of 1 changes nothing", pool.headline());
    assertEquals("kernel", pool.place().member());
    assertEquals(List.of("second: @AvgPool with a kernel of 1 and a stride of 1 changes nothing"),
        headlines(chain(op(BatchNorm.class), op(AvgPool.class, "kernel", 1))));
    assertEquals(List.of(), headlines(pool(1, 2, 0)), "every other pixel is something else");
    assertEquals(List.of(), headlines(pool(2, 1, 0)));
    assertEquals(List.of(), headlines(op(AvgPool.class, "kernel", 3, "stride", 1, "padding", 1)));
  }

  /** exp(x) / exp(x) = 1. */
  @Test
  void aShareOfOneIsTheWhole() {
    Problem constant = only(new Written(1, 6, 5).layer("layer", "input", op(BatchNorm.class), op(Softmax.class)));
    assertEquals("layer gives 1 everywhere: a softmax over one channel, [1, 6, 5]", constant.headline());
    assertEquals(List.of(), headlines(op(Softmax.class)));
    assertEquals(List.of(), headlines(new Written(1, 6, 5).layer("layer", "input", op(Softmax.class),
        op(Conv.class, "filters", 1, "kernel", 1))), "which shape an operation in the middle has is not kept");
  }

  @Test
  void anImageInAnotherLibrarysOrderIsTold() {
    Problem three = only(new Written(12, 10, 3).layer("layer", "input", op(BatchNorm.class)));
    assertEquals("input = {12, 10, 3} is an image of 12 channels, 10 rows and 3 columns", three.headline());
    assertEquals(List.of("input = {3, 12, 10}: channels come first", "@Allow(Warning.INPUT_ORDER) if it is meant"), three.help());
    assertEquals("input = {8, 8, 1} is an image of 8 channels, 8 rows and 1 column",
        only(new Written(8, 8, 1).layer("layer", "input", op(BatchNorm.class))).headline());
    assertEquals(List.of(), headlines(new Written(7, 8, 1).layer("layer", "input", op(BatchNorm.class))));
    assertEquals(List.of(), headlines(new Written(8, 8, 5).layer("layer", "input", op(BatchNorm.class))));
  }

  /** What is wrong comes first: oddities are told of networks that compile, with or without other warnings. */
  @Test
  void nothingIsOddWhereSomethingIsWrong() {
    assertEquals(List.of("biased has a bias that its batch norm takes away again",
        "second: @Relu changes nothing: what it reads is never negative"), headlines(chain(relu(), relu()).layer("biased", "second",
            op(Conv.class, "filters", 1, "kernel", 3, "bias", Bias.TRUE), op(BatchNorm.class))));
    Written wrong = chain(relu(), relu()).layer("wrong", "second", op(Conv.class, "filters", 0, "kernel", 3));
    assertEquals(List.of("wrong: filters must be at least 1, but is 0"), headlines(wrong));
    Problems before = new Problems();
    before.add(Problem.error(Code.JAVA, wrong.network().place(), "told before"));
    Inference.infer(Wiring.join(chain(relu(), relu()).network(), before), before);
    assertEquals(List.of("told before"), before.all().stream().map(Problem::headline).toList());
    Problems members = new Problems();
    Inference.checkMembers(wrong.network().layers(), members);
    assertEquals(List.of("wrong: filters must be at least 1, but is 0"), members.all().stream().map(Problem::headline).toList());
  }

  /** In a body nothing can be tried, and shapes are not known. */
  @Test
  void aBodyIsToldItsOwnOddities() {
    Problems problems = new Problems();
    Inference.checkMembers(chain(relu(), relu()).layer("one", "elsewhere", op(Softmax.class)).network().layers(), problems);
    assertEquals(List.of("second: @Relu changes nothing: what it reads is never negative"),
        problems.all().stream().map(Problem::headline).toList());
    assertEquals(List.of("leave it out", "@Allow(Warning.REDUNDANT) if it is meant"), problems.all().get(0).help());
    Problems padded = new Problems();
    Inference.checkMembers(new Written(1, 6, 6).layer("layer", "input", pool(1, 1, 1)).network().layers(), padded);
    assertEquals(List.of(), padded.all(), "padding changes something, though no input lets it");
  }

  /** Headlines and the last detail of each, which is the use of the block. */
  private static List<String> inBlocks(Written written, int depth, String... names) {
    NetworkSpec network = written.network();
    List<LayerSpec> layers = network.layers().stream().map(layer -> !List.of(names).contains(layer.name()) ? layer
        : new LayerSpec(layer.name(), layer.operations(), layer.inputs(), layer.output(), layer.asserted(), layer.allowed(), layer.place(),
            new Origin(false, depth, null, List.of("a use")))).toList();
    Problems problems = new Problems();
    Inference.infer(Wiring.join(network.withLayers(layers), problems), problems);
    return problems.all().stream().map(each -> each.headline() + each.details().subList(1, each.details().size())).toList();
  }

  /** Two layers of one block meet in its body; a layer of the network and one of a block, or two blocks, meet in the network. */
  @Test
  void whatABlockDecidesAloneIsToldInItsBody() {
    Written one = new Written(4, 6, 6).layer("block.a", "input", relu()).layer("block.b", "block.a", relu());
    assertEquals(List.of(), inBlocks(one, 1, "block.a", "block.b"));
    assertEquals(List.of("block.b: @Relu changes nothing: what it reads is never negative[a use]"), inBlocks(one, 0, "block.a", "block.b"));
    Written two = new Written(4, 6, 6).layer("one.a", "input", relu()).layer("two.b", "one.a", relu());
    assertEquals(List.of("two.b: @Relu changes nothing: what it reads is never negative[a use]"), inBlocks(two, 1, "one.a", "two.b"));
    Written before = new Written(4, 6, 6).layer("a", "input", relu()).layer("block.b", "a", relu());
    assertEquals(List.of("block.b: @Relu changes nothing: what it reads is never negative[a use]"), inBlocks(before, 1, "block.b"));
  }
}
