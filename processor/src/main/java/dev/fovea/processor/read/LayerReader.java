package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.BlockUse;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.LayerSpec.Origin;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Reads one abstract method as a layer. A layer with a mistake keeps its name, its wiring and what its operations are called. */
final class LayerReader {
  private static final Origin BROKEN = new Origin(true, 0, null, null);

  private final Places places;
  private final BlockReader blocks;
  private final Map<String, List<String>> parameterNames;
  private final Problems problems;
  private final Set<String> tensors;
  private final boolean inBlock;

  /**
   * @param type the network, or the body of a block
   * @param inputs the names that parameters may have besides those of layers
   * @param parameterNames the parameters' names by method, where the type comes from a class file; null where it has them itself
   */
  LayerReader(TypeElement type, List<String> inputs, Elements elements, BlockReader blocks, Map<String, List<String>> parameterNames,
      Problems problems) {
    this.places = new Places(elements);
    this.blocks = blocks;
    this.parameterNames = parameterNames;
    this.problems = problems;
    this.inBlock = Annotations.isBody(type);
    this.tensors = Methods.layers(type).stream().map(layer -> layer.getSimpleName().toString()).collect(Collectors.toSet());
    tensors.addAll(inputs);
  }

  LayerDraft read(ExecutableElement method) {
    Place place = places.of(method);
    boolean sound = new MethodRules(method, place, problems).check() & checkComplete(method, place);
    LayerSpec layer = new LayerSpec(method.getSimpleName().toString(), operations(method, place), inputs(method, place),
        Annotations.find(method, "Output").isPresent(), asserted(method, place), Marks.allowed(method), place,
        sound ? Origin.WRITTEN : BROKEN);
    return new LayerDraft(layer, block(method, place), with(method), repeat(method), inBlock);
  }

  private BlockUse block(ExecutableElement method, Place place) {
    for (AnnotationMirror mirror : Annotations.blocks(method)) {
      Problems elsewhere = new Problems();
      BlockSpec block = blocks.read(Annotations.type(mirror), elsewhere);
      return new BlockUse(block, Members.of(mirror).attributes(), place.annotation(Annotations.name(mirror)));
    }
    return null;
  }

  private static String with(ExecutableElement method) {
    return Annotations.find(method, "With").map(mirror -> (String) Members.of(mirror).values().get("value")).orElse(null);
  }

  private static Integer repeat(ExecutableElement method) {
    return Annotations.find(method, "Repeat").filter(mirror -> Members.of(mirror).missing().isEmpty())
        .map(mirror -> (Integer) Members.of(mirror).values().get("value")).orElse(null);
  }

  private static List<OperationSpec> operations(ExecutableElement method, Place place) {
    List<OperationSpec> operations = new ArrayList<>();
    for (AnnotationMirror mirror : Annotations.operations(method)) {
      String kind = Annotations.name(mirror);
      operations.add(new OperationSpec(kind, Members.of(mirror).attributes(), place.annotation(kind)));
    }
    return operations;
  }

  /** What {@code @With} may still give is checked where it is applied. */
  private boolean checkComplete(ExecutableElement method, Place place) {
    boolean complete = true;
    for (AnnotationMirror mirror : Annotations.operations(method)) {
      complete &= inBlock || Annotations.find(method, "With").isPresent()
          || Marks.checkComplete(mirror, method, place.annotation(Annotations.name(mirror)), problems);
    }
    return complete;
  }

  /** A parameter of the wrong type still counts as a reader of the layer it names, lest that one be called unread. */
  private List<InputSpec> inputs(ExecutableElement method, Place place) {
    List<InputSpec> inputs = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      String name = name(method, i);
      if (Methods.isTensor(parameter.asType()) || tensors.contains(name)) {
        inputs.add(new InputSpec(name, Annotations.find(parameter, "ShapeOf").isPresent(), place.parameter(i)));
      }
    }
    return inputs;
  }

  private String name(ExecutableElement method, int parameter) {
    List<String> names = parameterNames == null ? null : parameterNames.get(method.getSimpleName().toString());
    return names != null && parameter < names.size() ? names.get(parameter)
        : method.getParameters().get(parameter).getSimpleName().toString();
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
