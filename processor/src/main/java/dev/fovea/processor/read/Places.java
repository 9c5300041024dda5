package dev.fovea.processor.read;

import dev.fovea.processor.problem.Place;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Names the places of elements. */
final class Places {
  private Places() {}

  static Place of(TypeElement type, Elements elements) {
    return Place.type(elements.getBinaryName(type).toString());
  }

  static Place of(ExecutableElement method, Elements elements) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    List<ExecutableElement> namesakes = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(other -> other.getSimpleName().equals(method.getSimpleName())).toList();
    return of(type, elements).method(method.getSimpleName().toString(), namesakes.indexOf(method));
  }
}
