package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.fovea.processor.graph.BlockRules;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.Expansion;
import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.GradientPlan;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.RecordedPlan;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.report.Report.Plans;
import dev.fovea.processor.report.Report;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;

/** From a network as it was written to the classes that run it: graph, shapes, plan, code. */
public final class Generator {
  private final NetworkSpec spec;
  private final Types types;
  private final boolean annotate;
  private final List<TypeCode> files = new ArrayList<>();

  /**
   * What a network gives.
   *
   * @param report what its page tells; asked for only where a page is wanted
   */
  public record Generated(List<GeneratedClass> classes, Supplier<Report> report) {}

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
  public static Generated generate(NetworkSpec spec, Problems problems, boolean annotate) {
    Graph graph = Wiring.join(spec, problems);
    ShapedNetwork network = Inference.infer(graph, problems);
    Generator generator = new Generator(spec, annotate);
    Supplier<Report> broken = () -> new Report(graph, network, null);
    if (problems.hasErrors()) {
      return new Generated(generator.writable(generator.stubs(graph), problems), broken);
    }
    try {
      Flow flow = new Flow(network);
      InferencePlan plan = new InferencePlan(flow);
      RecordedPlan recorded = new RecordedPlan(flow);
      List<GeneratedClass> classes = generator.writable(generator.classes(flow, plan, recorded), problems);
      return new Generated(classes, () -> new Report(graph, network, plans(flow, plan, recorded)));
    } catch (ArithmeticException e) {
      problems.add(Problem.error(Code.TOO_LARGE, spec.place().annotation("Network"),
          "one image needs more buffers than an array can hold: over 2^31 - 1 numbers with all activations kept")
          .help("a smaller input, or fewer filters"));
      generator.files.clear();
      return new Generated(generator.writable(generator.stubs(graph), problems), broken);
    }
  }

  private static Plans plans(Flow flow, InferencePlan plan, RecordedPlan recorded) {
    GradientPlan backward = new GradientPlan(flow, false);
    return new Plans(flow, plan, recorded, backward, new GradientPlan(flow, true), Choices.of(plan, recorded, backward));
  }

  /** What was written; nothing, and an error, where a disk would not take the name of a file. */
  private List<GeneratedClass> writable(List<GeneratedClass> written, Problems problems) {
    Optional<String> tooLong = FileNames.tooLong(files);
    if (tooLong.isEmpty()) {
      return written;
    }
    String name = tooLong.get();
    problems.add(Problem.error(Code.NAME, spec.place(), "the file of a class that is generated for " + shortened(spec.typeName())
        + " would have a name of " + FileNames.bytes(name) + " bytes").because(shortened(name) + ".class: at most " + FileNames.MOST_BYTES
        + " bytes can be written").help("shorter names of the network, of its blocks or of its layers"));
    return List.of();
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "...";
  }

  /** Checks a block by itself, and writes the class that keeps what its class file loses. */
  public static GeneratedClass companion(BlockSpec block, String constant, Problems problems, boolean annotate) {
    BlockRules.check(block, problems);
    if (block.readable() && !BlockRules.isRecursive(block)) {
      Inference.checkMembers(Expansion.expand(block, problems), problems);
    }
    return GeneratedClass.of(CompanionWriter.write(block, constant), annotate);
  }

  /** The forward pass comes first, whose constants the passes back read; all else is made side by side: of a large network it is megabytes. */
  private List<GeneratedClass> classes(Flow flow, InferencePlan plan, RecordedPlan recorded) {
    Docs docs = new Docs(flow.network());
    ForwardWriter forward = new ForwardWriter(types, flow, docs, plan, recorded);
    add(types.forward, forward::write);
    List<Supplier<TypeCode>> others = List.of(
        () -> type(types.backward, type -> new BackwardWriter(types, flow, docs).write(type, forward.recorded())),
        () -> type(types.deconvnet, type -> new DeconvnetWriter(types, flow, docs).write(type, forward.recorded())),
        () -> type(types.parameters, type -> new ParametersWriter(types, flow.network(), docs).write(type)),
        () -> type(types.layers, type -> new LayersWriter(types, flow, docs).write(type)),
        () -> type(types.eager, type -> new EagerWriter(types, flow, docs).write(type)));
    files.addAll(others.parallelStream().map(Supplier::get).toList());
    return written();
  }

  private List<GeneratedClass> stubs(Graph graph) {
    new StubWriter(types, graph).write(this::add);
    return written();
  }

  private void add(ClassName name, UnaryOperator<TypeCode> writer) {
    files.add(type(name, writer));
  }

  private TypeCode type(ClassName name, UnaryOperator<TypeCode> writer) {
    TypeCode type = TypeCode.named(name).addModifiers(Modifier.FINAL);
    return writer.apply(spec.isPublic() ? type.addModifiers(Modifier.PUBLIC) : type);
  }

  private List<GeneratedClass> written() {
    return files.parallelStream().map(type -> GeneratedClass.of(type, annotate)).toList();
  }
}
