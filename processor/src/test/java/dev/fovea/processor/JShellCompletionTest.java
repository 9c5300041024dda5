package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Parameters;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JDK's own completion offers behind a dot. It sorts by name, so that layers stand among what every object has; its
 * documentation reads sources of the JDK only, so that hovers are tested elsewhere.
 */
class JShellCompletionTest {
  private static final List<String> LENET = List.of("c1", "s2", "c3", "s4", "f5", "f6", "scores");
  private static final List<String> DEEP =
      List.of("stem", "twice", "conv2", "down3", "left", "right", "joined", "gap", "scores");

  @TempDir private static Path folder;
  private static JShell shell;

  @BeforeAll
  static void open() {
    Sources project = OpenProject.compile(folder);
    shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(project.classes().toString());
    Arrays.stream(Compilers.classPath().split(File.pathSeparator)).forEach(shell::addToClasspath);
    for (String line : List.of("import p.*;", "LeNet5Parameters parameters;", "LeNet5Forward forward;", "LeNet5Backward backward;",
        "DeepParameters deep;", "DeepForward deepForward;")) {
      List<SnippetEvent> events = shell.eval(line);
      assertEquals(Snippet.Status.VALID, events.get(0).status(), line);
    }
  }

  @AfterAll
  static void close() {
    shell.close();
  }

  /** What is offered at the end of some text, without parentheses; overloads once. */
  private static List<String> offered(String text) {
    return shell.sourceCodeAnalysis().completionSuggestions(text, text.length(), new int[1]).stream()
        .map(SourceCodeAnalysis.Suggestion::continuation).map(offer -> offer.replaceAll("\\(.*", "")).distinct().toList();
  }

  /** The same, but for what every object has, and what a type of the runtime has. */
  private static List<String> own(String text, Class<?>... known) {
    List<String> own = new ArrayList<>(offered(text));
    own.removeAll(Arrays.stream(Object.class.getMethods()).map(Method::getName).toList());
    for (Class<?> type : known) {
      own.removeAll(Arrays.stream(type.getMethods()).map(Method::getName).toList());
    }
    return own;
  }

  private static List<String> sorted(List<String> names) {
    return new ArrayList<>(new TreeSet<>(names));
  }

  @Test
  void parametersOfferTheLayersThatHoldAny() {
    assertEquals(List.of("c1", "c3", "f5", "f6", "scores"), own("parameters.", Parameters.class));
    assertEquals(List.of("conv2", "down3", "left", "scores", "stem", "twice"), own("deep.", Parameters.class));
  }

  @Test
  void aLetterLeavesLittleElse() {
    assertEquals(List.of("c1", "c3", "copyFrom"), offered("parameters.c"));
    assertEquals(List.of("s2", "s4", "scores"), offered("forward.activations().s"));
  }

  @Test
  void aLayersWeightsAreOfferedByWhatTheyAre() {
    assertEquals(List.of("bias", "weights"), own("parameters.c1()."));
    assertEquals(List.of("runningMean", "runningVariance", "scale", "shift", "weights"), own("parameters.c3()."));
    assertEquals(List.of("scale", "shift", "weights"), own("backward.parameters().c3()."));
  }

  @Test
  void activationsAndGradientsOfferEveryLayerAndNothingElse() {
    for (String view : List.of("forward.activations().", "forward.preactivations().", "backward.activations().")) {
      assertEquals(sorted(LENET), own(view), view);
    }
    assertEquals(sorted(DEEP), own("deepForward.activations()."));
  }

  @Test
  void theDeconvnetOffersEveryLayer() {
    assertTrue(own("forward.deconvnet().").containsAll(LENET));
    assertTrue(own("deepForward.deconvnet().").containsAll(DEEP));
    assertTrue(offered("forward.deconvnet().c3().").containsAll(List.of("map", "unit")));
  }

  @Test
  void blocksOfferTheLayersOfTheirBodyAndRepetitionsAreCounted() {
    List<String> body = List.of("conv", "expand", "out", "reduce", "skip");
    assertEquals(List.of("conv", "expand", "reduce", "skip"), own("deep.down3()."));
    assertEquals(body, own("deepForward.activations().down3()."));
    assertEquals(body, own("deepForward.activations().conv2(0)."));
    assertEquals(body, own("deepForward.deconvnet().conv2(2)."));
    assertEquals(body, own("DeepLayers.down3()."));
  }

  @Test
  void theCatalogueOffersAConstantForEachLayer() {
    assertTrue(offered("LeNet5Layers.").containsAll(LENET));
    assertTrue(offered("LeNet5Layers.c3.").containsAll(List.of("channels", "height", "width", "receptiveField", "parameters")));
  }

  @Test
  void aCallIsExplainedByItsSignature() {
    String text = "deep.conv2(";
    List<String> signatures = shell.sourceCodeAnalysis().documentation(text, text.length(), true).stream()
        .map(SourceCodeAnalysis.Documentation::signature).toList();
    assertEquals(List.of("DeepParameters.Conv2View DeepParameters.conv2(int)"), signatures);
  }
}
