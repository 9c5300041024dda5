package dev.fovea.processor.read;

import dev.fovea.processor.problem.Place;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Names the places of elements. */
final class Places {
  private Places() {}

  static Place of(TypeElement type, Elements elements) {
    return Place.type(elements.getBinaryName(type).toString());
  }

  static Place of(ExecutableElement method, Elements elements) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    return of(type, elements).method(method.getSimpleName().toString(), namesakesBefore(method, type));
  }

  /** How many methods of the same name are declared before one. */
  private static int namesakesBefore(ExecutableElement method, TypeElement type) {
    int before = 0;
    for (Element member : type.getEnclosedElements()) {
      if (member.equals(method)) {
        break;
      }
      if (member.getKind() == ElementKind.METHOD && member.getSimpleName().equals(method.getSimpleName())) {
        before++;
      }
    }
    return before;
  }
}
