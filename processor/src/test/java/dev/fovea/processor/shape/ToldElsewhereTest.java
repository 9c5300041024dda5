package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.BatchNorm;
import dev.fovea.Bias;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Relu;
import dev.fovea.processor.graph.Given;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.LayerSpec.Origin;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong with a block whatever it is given is told in its body, once, and all the same no network that uses it compiles. */
class ToldElsewhereTest {
  private static final Origin BODY = new Origin(false, 1, null, List.of("block = @Block"));
  private static final Origin BROKEN = new Origin(true, 1, null, List.of("block = @Block"));

  /** The network with some of its layers said to come from elsewhere. */
  private static NetworkSpec with(Written written, Origin origin, String... names) {
    NetworkSpec network = written.network();
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec layer : network.layers()) {
      layers.add(!List.of(names).contains(layer.name()) ? layer : new LayerSpec(layer.name(), layer.operations(), layer.inputs(),
          layer.output(), layer.asserted(), layer.allowed(), layer.place(), origin));
    }
    return new NetworkSpec(network.packageName(), network.typeName(), network.isInterface(), network.isPublic(), network.input(),
        network.channelsLast(), network.winograd(), layers, network.drafts(), network.allowed(), network.place());
  }

  private static Problems problems(NetworkSpec network) {
    Problems problems = new Problems();
    Inference.infer(Wiring.join(network, problems), problems);
    return problems;
  }

  private static Written network(OperationSpec... operations) {
    return new Written(1, 9, 9).layer("before", "input", op(Relu.class)).layer("conv", "before", operations)
        .layer("after", "conv", op(Relu.class));
  }

  @Test
  void aNumberThatABlockWritesIsToldInItsBody() {
    Written written = network(op(Conv.class, "filters", 2, "kernel", 3, "stride", 0));
    Problems problems = problems(with(written, BODY, "conv"));
    assertEquals(List.of(), problems.all());
    assertTrue(problems.hasErrors());
    assertEquals(List.of(Code.NUMBER), problems(written.network()).all().stream().map(Problem::code).toList());
  }

  @Test
  void aWarningThatABlockDrawsLetsItsUsersCompile() {
    Written written = network(op(Conv.class, "filters", 2, "kernel", 3, "bias", Bias.TRUE), op(BatchNorm.class));
    Problems problems = problems(with(written, BODY, "conv"));
    assertEquals(List.of(), problems.all());
    assertFalse(problems.hasErrors());
    assertEquals(List.of(Code.USELESS_BIAS), problems(written.network()).all().stream().map(Problem::code).toList());
  }

  /** The same network with one operation that has members which the block's user gives. */
  private static NetworkSpec given(NetworkSpec network, String name, String member) {
    return network.withLayers(network.layers().stream().map(layer -> !layer.name().equals(name) ? layer
        : layer.withOperations(layer.operations().stream().map(each -> new OperationSpec(each.kind(), each.attributes(), each.place(),
            Map.of(member, new Given(0, 0, member)))).toList())).toList());
  }

  private static List<Code> codes(NetworkSpec network) {
    return problems(network).all().stream().map(Problem::code).toList();
  }

  /** Of a number only its own member counts; of numbers that do not go together each does. */
  @Test
  void whatABlocksUserGivesIsToldAtItsUse() {
    NetworkSpec stride = with(network(op(Conv.class, "filters", 2, "kernel", 3, "stride", 0)), BODY, "conv");
    assertEquals(List.of(Code.NUMBER), codes(given(stride, "conv", "stride")));
    assertEquals(List.of(), codes(given(stride, "conv", "filters")));
    NetworkSpec groups = with(network(op(Conv.class, "filters", 3, "kernel", 3, "groups", 2)), BODY, "conv");
    assertEquals(List.of(), codes(groups));
    assertEquals(List.of(Code.GROUPS), codes(given(groups, "conv", "filters")));
  }

  /** A member that is computed cannot be left out. */
  @Test
  void whatIsGivenIsNotLeftOut() {
    NetworkSpec padded = network(op(Conv.class, "filters", 2, "kernel", 3, "padding", 1, "paddingMode", "SAME")).network();
    assertEquals(List.of("leave out padding", "leave out paddingMode"), problems(padded).all().get(0).help());
    assertEquals(List.of("leave out paddingMode"), problems(given(padded, "conv", "padding")).all().get(0).help());
  }

  @Test
  void aLayerOfABodyThatReadsTooMuchIsToldThere() {
    Written written = network(op(Conv.class, "filters", 2, "kernel", 3)).layer("two", "before after", op(Relu.class));
    assertEquals(List.of(Code.INPUTS), codes(written.network()));
    assertEquals(List.of(), codes(with(written, BODY, "two")));
  }

  /** Layers that one method stands for have its place, and its mistakes. */
  @Test
  void repetitionsOfOneMistakeAreToldOnce() {
    Origin repeated = new Origin(false, 0, null, List.of("layer = @Repeat"));
    Written written = new Written(1, 9, 9).layer("a", "input", op(Conv.class, "filters", 0, "kernel", 3))
        .layer("b", "input", op(Conv.class, "filters", 0, "kernel", 3)).everyEndIsAnOutput();
    List<LayerSpec> layers = new ArrayList<>(with(written, repeated, "a", "b").layers());
    LayerSpec a = layers.get(0);
    layers.set(1, new LayerSpec("b", a.operations(), a.inputs(), true, null, Set.of(), a.place(), repeated));
    NetworkSpec network = written.network().withLayers(layers);
    Problems once = problems(network);
    assertEquals(List.of(Code.NUMBER), once.all().stream().map(Problem::code).toList());
    Problems before = new Problems();
    before.add(Problem.error(Code.NUMBER, a.operations().get(0).at("filters"), "told before"));
    Inference.infer(Wiring.join(network, before), before);
    assertEquals(List.of("told before"), before.all().stream().map(Problem::headline).toList());
    assertEquals(List.of(Code.NUMBER, Code.NUMBER), codes(written.network()), "two methods have two");
  }

  /** Which shapes a block is given is its user's choice, and what they come to is told there, with the block's members. */
  @Test
  void whatABlocksInputDoesToItIsToldAtItsUse() {
    Written written = network(op(Conv.class, "filters", 2, "kernel", 11));
    Problems problems = problems(with(written, BODY, "conv"));
    assertEquals(List.of(Code.KERNEL), problems.all().stream().map(Problem::code).toList());
    assertEquals("block = @Block", problems.all().get(0).details().get(2));
  }

  @Test
  void aMistakeOfTheNetworkIsToldWhereverItsLastLayerStands() {
    Written written = new Written(8, 1 << 13, 1 << 14);
    for (int i = 0; i < 65; i++) {
      written.layer("layer" + i, i == 0 ? "input" : "layer" + (i - 1), op(Conv.class, "filters", 8, "kernel", 4095, "paddingMode", "SAME"));
    }
    List<Problem> all = problems(with(written, BODY, "layer64")).all();
    assertEquals(List.of(Code.TOO_LARGE), all.stream().map(Problem::code).toList());
    assertEquals(List.of(), all.get(0).details());
  }

  @Test
  void nothingIsSaidOfWhatReadsABrokenLayer() {
    Written written = network(op(Conv.class, "filters", 2, "kernel", 3)).layer("scores", "after", op(Dense.class, "value", 3));
    Problems problems = new Problems();
    ShapedNetwork shaped = Inference.infer(Wiring.join(with(written, BROKEN, "conv"), problems), problems);
    assertEquals(List.of(), problems.all());
    assertEquals(List.of("before"), shaped.layers().stream().map(ShapedLayer::name).toList());
  }

  @Test
  void membersAreCheckedWithoutAnyInput() {
    Written written = network(op(Conv.class, "filters", 0, "kernel", 3)).layer("wide", "elsewhere", op(Conv.class, "filters", 2, "kernel",
        99)).layer("scores", "wide", op(Dense.class, "value", -1));
    Problems problems = new Problems();
    Inference.checkMembers(written.network().layers(), problems);
    assertEquals(List.of("[fovea:number] conv: filters must be at least 1, but is 0",
        "[fovea:number] scores: the number of @Dense must be at least 1, but is -1"), problems.all().stream().map(Problem::text).toList());
  }
}
