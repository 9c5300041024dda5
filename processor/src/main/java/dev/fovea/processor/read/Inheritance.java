package dev.fovea.processor.read;

import dev.fovea.processor.graph.BlockUse;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The networks that a network extends, and the layers that it has from them. */
final class Inheritance {
  private Inheritance() {}

  /** The networks above a network, nearest first. */
  static List<TypeElement> parents(TypeElement network) {
    List<TypeElement> parents = new ArrayList<>();
    collect(network, parents);
    return parents;
  }

  private static void collect(TypeElement type, List<TypeElement> parents) {
    List<TypeMirror> above = new ArrayList<>(type.getInterfaces());
    above.add(0, type.getSuperclass());
    for (TypeMirror mirror : above) {
      if (mirror.getKind() == TypeKind.DECLARED) {
        TypeElement parent = (TypeElement) ((DeclaredType) mirror).asElement();
        if (Annotations.isNetwork(parent) && !parents.contains(parent)) {
          parents.add(parent);
        }
        collect(parent, parents);
      }
    }
  }

  /** The layers of each network above that no nearer network declares anew, or has given a body. */
  static Map<TypeElement, List<ExecutableElement>> layers(TypeElement network) {
    Set<String> declared = new HashSet<>();
    ElementFilter.methodsIn(network.getEnclosedElements()).forEach(method -> declared.add(method.getSimpleName().toString()));
    Map<TypeElement, List<ExecutableElement>> layers = new LinkedHashMap<>();
    for (TypeElement parent : parents(network)) {
      List<ExecutableElement> own = Methods.layers(parent).stream()
          .filter(method -> !declared.contains(method.getSimpleName().toString())).toList();
      layers.put(parent, own);
      ElementFilter.methodsIn(parent.getEnclosedElements()).forEach(method -> declared.add(method.getSimpleName().toString()));
    }
    return layers;
  }

  /** An inherited layer, of which everything is said at the network that inherits it: there the input is another. */
  static LayerDraft at(Place place, LayerDraft draft) {
    LayerSpec l = draft.layer();
    List<OperationSpec> operations = l.operations().stream()
        .map(operation -> new OperationSpec(operation.kind(), operation.attributes(), place)).toList();
    List<InputSpec> inputs = l.inputs().stream().map(input -> new InputSpec(input.name(), input.shapeOnly(), place)).toList();
    BlockUse block = draft.block() == null ? null : new BlockUse(draft.block().block(), draft.block().members(), place);
    return new LayerDraft(new LayerSpec(l.name(), operations, inputs, l.output(), l.asserted(), l.allowed(), place,
        l.origin()), block, draft.with(), draft.repeat(), draft.inBlock());
  }

  /** A layer that is inherited from what is no network: it has a name, and nothing is known of what it does or reads. */
  static LayerDraft stranger(Place place, String name, int parameters) {
    List<InputSpec> inputs = Collections.nCopies(parameters, new InputSpec(NetworkSpec.INPUT, false, place));
    return new LayerDraft(new LayerSpec(name, List.of(), inputs, false, null, Set.of(), place, new LayerSpec.Origin(true, 0, null, null)));
  }
}
