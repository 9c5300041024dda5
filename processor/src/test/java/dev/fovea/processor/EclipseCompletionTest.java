package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.eclipse.Eclipse;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Eclipse's completion and hovers show of networks and what is generated for them. */
class EclipseCompletionTest {
  private static final List<String> LENET = List.of("c1", "c3", "f5", "f6", "s2", "s4", "scores");
  private static final Set<String> OBJECT =
      Set.of("equals", "hashCode", "toString", "getClass", "wait", "notify", "notifyAll", "clone", "finalize");

  @TempDir private static Path folder;
  private static Eclipse eclipse;

  @BeforeAll
  static void start() {
    Sources project = OpenProject.compile(folder.resolve("project"));
    eclipse = new Eclipse(folder, Path.of(project.folder(), "sources") + File.pathSeparator + project.generated(), Compilers.classPath());
  }

  @AfterAll
  static void stop() {
    eclipse.close();
  }

  /** Some statements among the user's own code, in another package than the networks. */
  private static String inUser(String statements) {
    return "package user; import p.*; import dev.fovea.runtime.*; class User { void use(LeNet5Parameters parameters,\n"
        + "LeNet5Forward forward, LeNet5Backward backward, LeNet5Deconvnet deconvnet, LeNet5 eager, DeepParameters deep,\n"
        + "DeepForward deepForward, DeepEager deepEager) {\n" + statements + "\n} }";
  }

  private static List<String> offered(String statement) {
    return eclipse.completion(inUser(statement));
  }

  private static List<String> own(String statement) {
    return offered(statement).stream().filter(name -> !OBJECT.contains(name)).toList();
  }

  private static String hover(String statement) {
    List<String> shown = eclipse.hover(inUser(statement));
    assertEquals(1, shown.size(), statement);
    return shown.get(0);
  }

  @Test
  void parametersOfferTheLayersThatHoldAny() {
    assertTrue(own("parameters.|").containsAll(List.of("c1", "c3", "f5", "f6", "scores")));
    assertTrue(own("deep.|").containsAll(List.of("stem", "twice", "conv2", "down3", "left", "scores")));
    assertEquals(List.of("bias", "weights"), own("parameters.c1().|"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward.activations().|", "forward.preactivations().|", "backward.activations().|"})
  void activationsOfferEveryLayerAndNothingElse(String statement) {
    assertEquals(LENET, own(statement));
  }

  @Test
  void theDeconvnetOffersEveryLayer() {
    assertTrue(own("forward.deconvnet().|").containsAll(LENET));
    assertTrue(own("deconvnet.|").containsAll(LENET));
  }

  @Test
  void blocksOfferTheLayersOfTheirBody() {
    assertEquals(List.of("conv", "expand", "reduce", "skip"), own("deep.down3().|"));
    assertEquals(List.of("conv", "expand", "out", "reduce", "skip"), own("deepForward.activations().conv2(0).|"));
  }

  @Test
  void whereATensorIsAskedForTheLayersComeFirst() {
    assertEquals(LENET, offered("Tensor maps = forward.activations().|").subList(0, LENET.size()));
    List<String> projections = offered("Projection seen = forward.deconvnet().|").subList(0, LENET.size() + 1);
    assertEquals(LENET, projections.stream().filter(name -> !name.equals("from")).toList());
  }

  @Test
  void codeIsHalfWrittenWhenCompletionIsAsked() {
    assertEquals(List.of("c1", "c3"), own("Tensor maps = forward.activations().c|").subList(0, 2));
    assertTrue(own("Tensor maps = forward.run(null); if (maps == forward.activations().|").containsAll(LENET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parameters.c|3();", "forward.activations().c|3();", "forward.preactivations().c|3();",
      "backward.activations().c|3();", "backward.parameters().c|3();", "deconvnet.c|3();", "LeNet5Layers.c|3.name();"})
  void hoversShowShapeFormulaAndReceptiveField(String statement) {
    String shown = hover(statement);
    for (String fact : List.of("{@code c3} [16, 10, 10]: conv 5x5, batch norm, relu", "Reads {@code s2}",
        "height: floor((14 + 0 + 0 - 5) / 1) + 1 = 10; width: floor((14 + 0 + 0 - 5) / 1) + 1 = 10",
        "receptive field 14x14, jump 2, first centre 4.5", "2,432 parameters, 240,000 multiply-adds")) {
      assertTrue(shown.contains(fact), () -> statement + " shows\n" + shown);
    }
  }

  @Test
  void aHoverOverABlockShowsItsLayers() {
    String shown = hover("deepForward.activations().down|3();");
    for (String fact : List.of("{@code down3} [32, 14, 14]: 5 layers", "{@code down3.reduce} [8, 28, 28]: conv 1x1, batch norm, relu",
        "{@code down3.conv} [8, 14, 14]", "floor((28 + 1 + 1 - 3) / 2) + 1 = 14", "{@code down3.skip} [32, 14, 14]", "receptive field ")) {
      assertTrue(shown.contains(fact), () -> "shows\n" + shown);
    }
  }

  @Test
  void hoversOverTheNetworksOwnMethodsAreTheUsers() {
    assertEquals(Set.of(""), new TreeSet<>(eclipse.hover(inUser("eager.c|3(null);"))));
  }
}
