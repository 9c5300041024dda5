package dev.fovea.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.graph.BlockRules;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.Expansion;
import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.RecordedPlan;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** From a network as it was written to the classes that run it: graph, shapes, plan, code. */
public final class Generator {
  private final NetworkSpec spec;
  private final Types types;
  private final boolean annotate;
  private final List<JavaFile> files = new ArrayList<>();

  private Generator(NetworkSpec spec, boolean annotate) {
    this.spec = spec;
    this.types = new Types(spec);
    this.annotate = annotate;
  }

  /**
   * Writes the classes of a network, or, where it has errors, stubs of the same API, so that its users' code still resolves.
   *
   * @param problems has what was found before, and takes what is found here
   * @param annotate whether {@code javax.annotation.processing.Generated} can be seen from the user's module
   */
  public static List<GeneratedClass> generate(NetworkSpec spec, Problems problems, boolean annotate) {
    Graph graph = Wiring.join(spec, problems);
    ShapedNetwork network = Inference.infer(graph, problems);
    Generator generator = new Generator(spec, annotate);
    if (problems.hasErrors()) {
      return generator.stubs(graph);
    }
    try {
      return generator.classes(network);
    } catch (ArithmeticException e) {
      problems.add(Problem.error(Code.TOO_LARGE, spec.place().annotation("Network"),
          "one image needs more buffers than an array can hold: over 2^31 - 1 numbers with all activations kept")
          .help("a smaller input, or fewer filters"));
      return generator.stubs(graph);
    }
  }

  /** Checks a block by itself, and writes the class that keeps what its class file loses. */
  public static GeneratedClass companion(BlockSpec block, String constant, Problems problems, boolean annotate) {
    BlockRules.check(block, problems);
    if (block.readable() && !BlockRules.isRecursive(block)) {
      Inference.checkMembers(Expansion.expand(block, problems), problems);
    }
    return GeneratedClass.of(CompanionWriter.write(block, constant, annotate));
  }

  private List<GeneratedClass> classes(ShapedNetwork network) {
    Flow flow = new Flow(network);
    ForwardWriter forward = new ForwardWriter(types, flow, new InferencePlan(flow), new RecordedPlan(flow));
    add(types.layers, type -> new LayersWriter(types, flow).write(type));
    add(types.parameters, type -> new ParametersWriter(types, network).write(type));
    add(types.forward, forward::write);
    add(types.backward, type -> new BackwardWriter(types, flow).write(type, forward.recorded()));
    add(types.deconvnet, type -> new DeconvnetWriter(types, flow).write(type, forward.recorded()));
    add(types.eager, type -> new EagerWriter(types, flow).write(type));
    return written();
  }

  private List<GeneratedClass> stubs(Graph graph) {
    new StubWriter(types, graph).write(this::add);
    return written();
  }

  private void add(ClassName name, Function<TypeSpec.Builder, TypeSpec> writer) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addModifiers(Modifier.FINAL);
    if (spec.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (annotate) {
      type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
          .addMember("value", "$S", "dev.fovea.processor.FoveaProcessor").build());
    }
    files.add(JavaFile.builder(spec.packageName(), writer.apply(type)).skipJavaLangImports(true).indent("  ").build());
  }

  /** The text of each class, made side by side: of a large network it is megabytes. */
  private List<GeneratedClass> written() {
    return files.parallelStream().map(GeneratedClass::of).toList();
  }
}
