package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Reads one abstract method as a layer. A layer with a mistake keeps its name and wiring, and has no operations. */
final class LayerReader {
  private final Elements elements;
  private final Problems problems;
  private final Set<String> tensors;

  LayerReader(TypeElement network, Elements elements, Problems problems) {
    this.elements = elements;
    this.problems = problems;
    this.tensors = Methods.layers(network).stream().map(layer -> layer.getSimpleName().toString()).collect(Collectors.toSet());
    tensors.add(NetworkSpec.INPUT);
  }

  LayerSpec read(ExecutableElement method) {
    Place place = Places.of(method, elements);
    boolean sound = new MethodRules(method, place, problems).check();
    List<OperationSpec> operations = operations(method, place);
    return new LayerSpec(method.getSimpleName().toString(), sound ? operations : List.of(), inputs(method, place),
        Annotations.find(method, "Output").isPresent(), asserted(method, place), Marks.allowed(method), place);
  }

  private List<OperationSpec> operations(ExecutableElement method, Place place) {
    List<OperationSpec> operations = new ArrayList<>();
    boolean complete = true;
    for (AnnotationMirror mirror : Annotations.operations(method)) {
      String kind = Annotations.name(mirror);
      complete &= Marks.checkComplete(mirror, method, place.annotation(kind), problems);
      operations.add(new OperationSpec(kind, Members.of(mirror).attributes(), place.annotation(kind)));
    }
    return complete ? operations : List.of();
  }

  /** A parameter of the wrong type still counts as a reader of the layer it names, lest that one be called unread. */
  private List<InputSpec> inputs(ExecutableElement method, Place place) {
    List<InputSpec> inputs = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      String name = parameter.getSimpleName().toString();
      if (Methods.isTensor(parameter.asType()) || tensors.contains(name)) {
        inputs.add(new InputSpec(name, Annotations.find(parameter, "ShapeOf").isPresent(), place.parameter(i)));
      }
    }
    return inputs;
  }

  private List<Integer> asserted(ExecutableElement method, Place place) {
    AnnotationMirror shape = Annotations.find(method, "Shape").orElse(null);
    if (shape == null || !Marks.checkComplete(shape, method, place.annotation("Shape"), problems)) {
      return null;
    }
    Attributes members = Members.of(shape).attributes();
    return members.integers("value");
  }
}
