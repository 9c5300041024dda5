package dev.fovea.processor.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.Probe;
import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network is read as it was written, whatever the compiler. */
class NetworkReaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void membersComeWithTheirDefaultsAndInTheirOwnTypes(Probe.Compiler compiler) {
    Attributes members = read(compiler, """
        @Conv(filters = 'a', kernel = {1, 7}, stride = 2, paddingMode = PaddingMode.HALF, bias = Bias.FALSE, l2 = 1)
        Tensor conv(Tensor input);
        """).layers().get(0).operations().get(0).attributes();
    assertEquals(97, members.integer("filters"), "Java widens characters");
    assertEquals(List.of(1, 7), members.integers("kernel"));
    assertEquals(List.of(2), members.integers("stride"), "a single number is a list of one");
    assertEquals(List.of(1), members.integers("dilation"));
    assertEquals(List.of(0), members.integers("padding"));
    assertEquals(1, members.integer("groups"));
    assertEquals("HALF", members.constant("paddingMode"));
    assertEquals("FALSE", members.constant("bias"));
    assertEquals("AUTO", members.constant("initializer"));
    assertEquals(1.0, members.real("l2"));
    assertEquals(0.0, members.real("l1"));
    assertFalse(members.flag("frozen"));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyListIsAnEmptyList(Probe.Compiler compiler) {
    Attributes members = read(compiler, "@MaxPool(kernel = 2, ceil = true) Tensor pool(Tensor input);")
        .layers().get(0).operations().get(0).attributes();
    assertEquals(List.of(), members.integers("stride"));
    assertTrue(members.flag("ceil"));
  }

  @ParameterizedTest
  @EnumSource
  void operationsRunFromLeftToRightAndMarksAreNoOperations(Probe.Compiler compiler) {
    NetworkSpec network = read(compiler, """
        @Relu Tensor skip(Tensor input);
        @Deprecated @BatchNorm @Output @Relu @Shape({6, 4, 4}) @Conv(filters = 6, kernel = 1) @Allow(Warning.DROPPED_PIXELS)
        Tensor conv(Tensor input, @ShapeOf Tensor skip);
        """);
    LayerSpec layer = network.layers().stream().filter(each -> each.name().equals("conv")).findFirst().orElseThrow();
    Place place = Place.type("p.Net").method("conv", 0);
    assertEquals(List.of("BatchNorm", "Relu", "Conv"), layer.operations().stream().map(OperationSpec::kind).toList());
    assertEquals(place.annotation("Relu"), layer.operations().get(1).place());
    assertEquals(List.of(new InputSpec("input", false, place.parameter(0)), new InputSpec("skip", true, place.parameter(1))),
        layer.inputs());
    assertTrue(layer.output());
    assertEquals(List.of(6, 4, 4), layer.asserted());
    assertEquals(Set.of("DROPPED_PIXELS"), layer.allowed());
    assertEquals(place, layer.place());
  }

  @ParameterizedTest
  @EnumSource
  void aPlainLayerAssertsAndAllowsNothing(Probe.Compiler compiler) {
    LayerSpec layer = read(compiler, "@Relu Tensor relu(Tensor input);").layers().get(0);
    assertEquals(null, layer.asserted());
    assertEquals(Set.of(), layer.allowed());
    assertFalse(layer.output());
  }

  @ParameterizedTest
  @EnumSource
  void methodsWithABodyAndThoseOfEveryObjectAreNoLayers(Probe.Compiler compiler) {
    NetworkSpec network = read(compiler, """
        @Relu Tensor relu(Tensor input);
        default Tensor twice(Tensor x) { return relu(relu(x)); }
        static int answer() { return 42; }
        private void own() {}
        String toString();
        int hashCode();
        boolean equals(Object other);
        """);
    assertEquals(List.of("relu"), network.layers().stream().map(LayerSpec::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aNestedNetworkIsNamedWithinItsPackage(Probe.Compiler compiler) {
    NetworkSpec network = readFile(compiler, """
        public class Outer$1 {
          @Network(input = 784, layout = Layout.NHWC) @Allow({Warning.CHECKERBOARD, Warning.USELESS_BIAS})
          public abstract static class Net {
            @Dense(10) abstract Tensor scores(Tensor input) throws Exception;
          }
        }
        """, "Outer$1");
    assertEquals("p", network.packageName());
    assertEquals("Outer$1.Net", network.typeName());
    assertEquals("p.Outer$1$Net", network.place().type());
    assertEquals(List.of(784), network.input());
    assertTrue(network.channelsLast());
    assertTrue(network.isPublic());
    assertFalse(network.isInterface());
    assertEquals(Set.of("CHECKERBOARD", "USELESS_BIAS"), network.allowed());
  }

  @ParameterizedTest
  @EnumSource
  void aNetworkInsideAnythingLessThanPublicIsNotPublic(Probe.Compiler compiler) {
    NetworkSpec network = readFile(compiler, """
        class Outer {
          @Network(input = 784) public interface Net { @Dense(10) Tensor scores(Tensor input); }
        }
        """, "Outer");
    assertFalse(network.isPublic());
    assertTrue(network.isInterface());
  }

  private NetworkSpec read(Probe.Compiler compiler, String layers) {
    return readFile(compiler, "@Network(input = {1, 28, 28}) public interface Net {\n" + layers + "}\n", "Net");
  }

  private NetworkSpec readFile(Probe.Compiler compiler, String source, String file) {
    List<NetworkSpec> networks = new ArrayList<>();
    Probe.run(compiler, folder, file, "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n" + source,
        (network, environment) -> {
          NetworkReader reader = new NetworkReader(environment.getElementUtils(), environment.getTypeUtils(), new BlockReader(environment.getElementUtils(), new Companions(environment.getElementUtils())),
              new Companions(environment.getElementUtils()));
          assertEquals(List.of(), reader.unresolved(network));
          Problems problems = new Problems();
          reader.read(network, problems).ifPresent(networks::add);
          assertEquals(List.of(), problems.all());
        });
    assertEquals(1, networks.size());
    return networks.get(0);
  }
}
