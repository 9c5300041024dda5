package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.util.DocTreeScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of everything that is called as a layer is, read as an IDE reads it: from the generated sources, by javac's own parser. */
class HoversTest {
  private static final Pattern LAYER = Pattern.compile("\\{@code (\\S+)} (\\[\\d+, \\d+, \\d+\\]): ");
  private static final Pattern FIELD = Pattern.compile("(?m)^ *<li>receptive field (\\d+)x(\\d+)");

  @TempDir private static Path folder;
  private static URLClassLoader loader;

  /** Every accessor and constant that stands for layers: its Javadoc by its name, as in {@code DeepForward.Activations.gap}. */
  private static final Map<String, String> DOCS = new TreeMap<>();
  private static final List<String> MALFORMED = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    Sources project = OpenProject.compile(folder);
    loader = new URLClassLoader(new URL[] {project.classes().toUri().toURL()}, HoversTest.class.getClassLoader());
    try (StandardJavaFileManager files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null);
        Stream<Path> written = Files.walk(Path.of(project.folder(), "sources"));
        Stream<Path> generated = Files.walk(project.generated())) {
      List<Path> paths = Stream.concat(written, generated).filter(Files::isRegularFile).toList();
      JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(new StringWriter(), files, null,
          List.of("-proc:none", "-classpath", Compilers.classPath()), null, files.getJavaFileObjectsFromPaths(paths));
      task.analyze();
      for (String network : List.of("LeNet5", "Deep")) {
        for (String part : List.of("Parameters", "Forward", "Backward", "Deconvnet", "Layers", "Eager")) {
          collect(task, network, task.getElements().getTypeElement("p." + network + part));
        }
      }
    }
  }

  private static void collect(JavacTask task, String network, TypeElement type) {
    for (Element member : type.getEnclosedElements()) {
      String doc = task.getElements().getDocComment(member);
      if (doc != null) {
        checkForm(task, member);
      }
      boolean constant = member.getKind().isField() && member.getModifiers().contains(Modifier.PUBLIC)
          && names(network).contains(name(member));
      if (constant || member instanceof ExecutableElement && isAccessor(network, (ExecutableElement) member)) {
        DOCS.put(type.getQualifiedName().toString().substring(2) + "." + name(member), doc);
      }
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> collect(task, network, nested));
  }

  private static boolean isAccessor(String network, ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PUBLIC) && names(network).contains(name(method));
  }

  private static String name(Element member) {
    return member.getSimpleName().toString();
  }

  /** All parts of all names of layers. */
  private static List<String> names(String network) {
    return catalogue(network).all().stream().flatMap(layer -> Stream.of(layer.name().replaceAll("\\[\\d+]", "").split("\\."))).toList();
  }

  private static void checkForm(JavacTask task, Element member) {
    DocTrees trees = DocTrees.instance(task);
    DocCommentTree tree = trees.getDocCommentTree(member);
    new DocTreeScanner<Void, Void>() {
      @Override
      public Void visitErroneous(ErroneousTree erroneous, Void none) {
        MALFORMED.add(member + ": " + erroneous);
        return null;
      }
    }.scan(tree, null);
  }

  private static Layers catalogue(String network) {
    try {
      return (Layers) Class.forName("p." + network + "Layers", true, loader).getMethod("catalogue").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyViewHasAHoverForEveryLayer() {
    assertEquals(List.of(), DOCS.entrySet().stream().filter(doc -> doc.getValue() == null).map(Map.Entry::getKey).toList());
    for (String view : List.of("LeNet5Forward.Activations", "LeNet5Forward.Preactivations", "LeNet5Backward.Activations", "LeNet5Deconvnet",
        "LeNet5Layers", "LeNet5Eager")) {
      for (Layer layer : catalogue("LeNet5").all()) {
        assertNotNull(DOCS.get(view + "." + layer.name()), view + "." + layer.name());
      }
    }
    for (String holder : List.of("LeNet5Parameters.f5", "LeNet5Backward.ParameterGradients.f5", "DeepParameters.down3",
        "DeepParameters.Down3View.skip", "DeepForward.Activations.conv2", "DeepForward.Activations.Conv2View.out", "DeepDeconvnet.twice",
        "DeepLayers.joined", "DeepEager.down3", "DeepEager.twice")) {
      assertNotNull(DOCS.get(holder), holder);
    }
  }

  /** What is told is compared with the catalogue, whose numbers other tests prove. */
  @Test
  void everyHoverTellsShapeFormulaAndReceptiveField() {
    DOCS.forEach((member, doc) -> {
      Layers catalogue = catalogue(member.startsWith("LeNet5") ? "LeNet5" : "Deep");
      Matcher first = LAYER.matcher(doc);
      assertTrue(first.find(), () -> member + " shows no shape:\n" + doc);
      Layer told = last(catalogue, first.group(1));
      assertEquals(List.of(told.channels(), told.height(), told.width()).toString(), first.group(2), () -> member + " shows\n" + doc);
      Matcher field = FIELD.matcher(doc);
      assertTrue(field.find(), () -> member + " shows no receptive field:\n" + doc);
      assertEquals(told.receptiveField().height() + "x" + told.receptiveField().width(), field.group(1) + "x" + field.group(2),
          () -> member + " shows\n" + doc);
      assertTrue(Pattern.compile("<li>.*: .*(= \\d|keeps|\\d)").matcher(doc).find(), () -> member + " shows no formula:\n" + doc);
    });
  }

  /** The layer of that name, or what a block, or repetitions, of that name give. */
  private static Layer last(Layers catalogue, String name) {
    return catalogue.all().stream().filter(layer -> layer.name().equals(name) || layer.name().startsWith(name + ".")
        || layer.name().startsWith(name + "[")).reduce((before, after) -> after).orElseThrow();
  }

  @Test
  void hoversOverRepetitionsTellHowTheLastDiffers() {
    String doc = DOCS.get("DeepForward.Activations.conv2");
    Layer last = catalogue("Deep").get("conv2[2].out");
    assertTrue(doc.contains("That is the first of 3 repetitions; the last gives {@code conv2[2].out} [16, 28, 28], receptive field "
        + last.receptiveField().height() + "x"), doc);
    assertTrue(doc.contains("{@code conv2[0].skip} [16, 28, 28]"), doc);
    assertTrue(doc.contains("@param repetition counted from 0"), doc);
  }

  @Test
  void theEagerMethodOfABlockTellsAllItsLayers() {
    String doc = DOCS.get("DeepEager.down3");
    for (String layer : List.of("reduce", "conv", "expand", "skip", "out")) {
      assertTrue(doc.contains("<li>{@code down3." + layer + "} ["), doc);
    }
  }

  @Test
  void stepsAreCalledByTheLayersTheyBelongTo() throws IOException {
    String forward = Files.readString(folder.resolve("generated/p/DeepForward.java"));
    assertTrue(forward.contains("   * conv2[0].reduce: conv 1x1, batch norm, relu of twice[1] [8, 28, 28] gives [4, 28, 28]."), forward);
    String deconvnet = Files.readString(folder.resolve("generated/p/DeepDeconvnet.java"));
    assertTrue(deconvnet.contains("   * Signal from down3.expand after conv 1x1 to down3.conv: back through conv 1x1."), deconvnet);
  }

  @Test
  void noCommentIsMalformed() {
    assertEquals(List.of(), MALFORMED);
  }
}
