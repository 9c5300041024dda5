package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reports operations and blocks on methods that are no layers, because they have a body or stand in no network. */
public final class StrayOperations {
  /** What marks the types whose methods are layers. */
  private static final Set<String> STRUCTURE = Set.of("Network", "Block");

  private final Elements elements;

  public StrayOperations(Elements elements) {
    this.elements = elements;
  }

  /** Reports what this round brought; of a type that is no network only the first. */
  public void check(Set<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
    List<TypeElement> marked = annotations.stream().filter(annotation -> STRUCTURE.contains(annotation.getSimpleName().toString()))
        .flatMap(annotation -> ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)).stream()).toList();
    // What a network inherits from a type that is none is told at the network.
    Set<TypeElement> told = new HashSet<>();
    marked.forEach(network -> InheritanceRule.strangers(network, elements).forEach(
        method -> told.add((TypeElement) method.getEnclosingElement())));
    Stream<ExecutableElement> operations = ElementFilter.methodsIn(round.getElementsAnnotatedWithAny(
        annotations.stream().filter(Annotations::isOperation).toArray(TypeElement[]::new))).stream();
    Stream<ExecutableElement> blocks = marked.stream().flatMap(type -> Stream.concat(Stream.of(type),
        ElementFilter.typesIn(type.getEnclosedElements()).stream())).filter(StrayOperations::isOfNetwork)
        .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
        .filter(method -> !Annotations.blocks(method).isEmpty());
    Stream.concat(operations, blocks).distinct().filter(method -> !stands(method)).sorted(Comparator.comparing(method -> sortKey(method)))
        .forEach(method -> check(method, told, problems));
  }

  private void check(ExecutableElement method, Set<TypeElement> told, Problems problems) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    AnnotationMirror operation = Stream.concat(Annotations.operations(method).stream(), Annotations.blocks(method).stream()).findFirst()
        .orElseThrow();
    String what = "@" + Annotations.name(operation) + " on " + method.getSimpleName() + " means nothing";
    Place place = new Places(elements).of(method).annotation(Annotations.name(operation));
    if (!isOfNetwork(type)) {
      if (told.add(type)) {
        problems.add(Problem.error(Code.OPERATION, place, what + ": " + type.getSimpleName() + " is no network")
            .help("mark " + type.getSimpleName() + " with @Network(input = {channels, height, width})"));
      }
    } else {
      boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
      // Processors are not told whether a method of a class has a body.
      boolean inClass = type.getKind() == ElementKind.CLASS && !isStatic;
      String reason = isStatic ? "is static" : inClass ? "is not abstract" : "has a body";
      problems.add(Problem.error(Code.OPERATION, place, what + ": the method " + reason + ", and layers are abstract methods")
          .help(inClass ? "declare it abstract, without a body" : "remove the body",
              "remove the annotations if " + method.getSimpleName() + " is no layer"));
    }
  }

  /** Whether a method is where operations may stand. */
  private static boolean stands(ExecutableElement method) {
    return isOfNetwork((TypeElement) method.getEnclosingElement()) && Methods.isAbstract(method);
  }

  private static boolean isOfNetwork(TypeElement type) {
    return Annotations.isNetwork(type) || Annotations.isBody(type);
  }

  private String sortKey(ExecutableElement method) {
    List<ExecutableElement> methods = ElementFilter.methodsIn(method.getEnclosingElement().getEnclosedElements());
    return String.format("%s %06d", elements.getBinaryName((TypeElement) method.getEnclosingElement()), methods.indexOf(method));
  }
}
