package dev.fovea.processor.read;

import dev.fovea.processor.problem.Place;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Names the places of elements; of methods, it goes through those of a type once. */
final class Places {
  private final Elements elements;
  private final Map<TypeElement, Map<ExecutableElement, Integer>> occurrences = new HashMap<>();

  Places(Elements elements) {
    this.elements = elements;
  }

  static Place of(TypeElement type, Elements elements) {
    return Place.type(elements.getBinaryName(type).toString());
  }

  Place of(ExecutableElement method) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    int occurrence = occurrences.computeIfAbsent(type, Places::occurrences).get(method);
    return of(type, elements).method(method.getSimpleName().toString(), occurrence);
  }

  /** How many methods of the same name are declared before each method. */
  private static Map<ExecutableElement, Integer> occurrences(TypeElement type) {
    Map<Name, Integer> declared = new HashMap<>();
    Map<ExecutableElement, Integer> before = new HashMap<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      before.put(method, declared.merge(method.getSimpleName(), 1, Integer::sum) - 1);
    }
    return before;
  }
}
