package dev.fovea.processor;

import com.google.auto.service.AutoService;
import dev.fovea.Block;
import dev.fovea.Network;
import dev.fovea.processor.emit.GeneratedClass;
import dev.fovea.processor.emit.Generator;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Printer;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.read.BlockReader;
import dev.fovea.processor.read.Companions;
import dev.fovea.processor.read.CompletionReader;
import dev.fovea.processor.read.GeneratedNames;
import dev.fovea.processor.read.NetworkReader;
import dev.fovea.processor.read.StrayOperations;
import dev.fovea.processor.report.Page;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads annotated networks, proves their shapes and writes their classes while {@code javac} runs. */
@AutoService(Processor.class)
public final class FoveaProcessor extends AbstractProcessor {
  /** Writes a page for each network beside its classes. */
  private static final String REPORT = "fovea.report";

  /** Networks and blocks to be read, by binary name: what they refer to may be written by another processor only in this round. */
  private final Set<String> waiting = new TreeSet<>();
  private final GeneratedNames generatedNames = new GeneratedNames();
  private Elements elements;
  private Companions companions;
  private BlockReader blocks;
  private NetworkReader reader;
  private Printer printer;
  private SourceWriter writer;
  private InternalFaults faults;
  private Completer completer;
  private boolean reports;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.fovea.*");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(InternalFaults.OPTION, REPORT);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    elements = environment.getElementUtils();
    companions = new Companions(elements);
    blocks = new BlockReader(elements, companions);
    reader = new NetworkReader(elements, environment.getTypeUtils(), blocks, companions);
    printer = new Printer(elements, environment.getMessager());
    writer = new SourceWriter(environment.getFiler());
    faults = new InternalFaults(environment);
    completer = new Completer(new CompletionReader(reader, blocks, companions));
    reports = Boolean.parseBoolean(environment.getOptions().get(REPORT));
  }

  /** Claims nothing: other processors may want the same annotations. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    faults.guard(null, () -> begin(annotations, round));
    for (String name : List.copyOf(waiting)) {
      TypeElement type = printer.type(name);
      faults.guard(type, () -> {
        waiting.remove(name);
        List<Problem> unresolved = reader.unresolved(type);
        if (round.processingOver()) {
          printer.print(unresolved);
        } else if (unresolved.isEmpty() && reader.areBlocksComplete(type)) {
          generateFor(type);
        } else {
          waiting.add(name);
        }
      });
    }
    return false;
  }

  /**
   * What may be written for a member of an annotation on a layer, each with what comes of it: paddings that keep the size, divisors for
   * groups, sizes that fit; with no annotation, or on a parameter, the layers that may be read. No compiler asks this, only editors do,
   * NetBeans among them.
   */
  @Override
  public Iterable<? extends Completion> getCompletions(Element element, AnnotationMirror annotation, ExecutableElement member,
      String userText) {
    return completer.complete(element, annotation, member, userText);
  }

  private void generateFor(TypeElement type) throws IOException {
    if (type.getKind() == ElementKind.ANNOTATION_TYPE && type.getAnnotation(Network.class) == null) {
      generateCompanion(type);
    } else {
      generate(type);
    }
  }

  private void begin(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    generatedNames.addRound(round);
    companions.addRound(round);
    blocks.beginRound();
    for (TypeElement block : annotated(Block.class, annotations, round)) {
      waiting.add(elements.getBinaryName(block).toString());
    }
    for (TypeElement network : annotated(Network.class, annotations, round)) {
      waiting.add(elements.getBinaryName(network).toString());
    }
    Problems problems = new Problems();
    new StrayOperations(elements).check(annotations, round, problems);
    printer.print(problems.all());
  }

  /** Eclipse's compiler does not always find the type of a class that it is asked for where there are modules. */
  private static Set<TypeElement> annotated(Class<?> type, Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> annotated = new LinkedHashSet<>();
    annotations.stream().filter(annotation -> annotation.getQualifiedName().contentEquals(type.getName()))
        .forEach(annotation -> annotated.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))));
    return annotated;
  }

  private void generate(TypeElement network) throws IOException {
    Problems problems = new Problems();
    Optional<NetworkSpec> spec = reader.read(network, problems).filter(read -> generatedNames.claim(read, problems));
    Optional<Generator.Generated> generated = Optional.empty();
    try {
      generated = spec.map(read -> Generator.generate(read, problems, knowsGenerated(network)));
    } finally {
      printer.print(told(spec, problems));
    }
    if (generated.isPresent()) {
      for (GeneratedClass each : generated.get().classes()) {
        writer.write(each, network);
      }
      if (reports) {
        writer.writePage(spec.get(), Page.write(generated.get().report().get(), told(spec, problems)), network);
      }
    }
  }

  private static List<Problem> told(Optional<NetworkSpec> spec, Problems problems) {
    return spec.map(read -> AllowedWarnings.drop(read, problems.all())).orElse(problems.all());
  }

  /** Tells what is wrong with a block wherever it is used, and writes what its class file would lose. */
  private void generateCompanion(TypeElement block) throws IOException {
    Problems problems = new Problems();
    BlockSpec spec = blocks.read(block, problems);
    GeneratedClass companion = Generator.companion(spec, Companions.CONSTANT, problems, knowsGenerated(block));
    printer.print(AllowedWarnings.drop(spec, problems.all()));
    writer.write(companion, block);
  }

  /** Whether the network's own module reads the annotation {@code @Generated}: not every module does. */
  private boolean knowsGenerated(TypeElement network) {
    String name = "javax.annotation.processing.Generated";
    ModuleElement module = elements.getModuleOf(network);
    return (module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name)) != null;
  }
}
