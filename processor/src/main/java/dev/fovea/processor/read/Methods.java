package dev.fovea.processor.read;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Tells layers from the user's other methods. */
final class Methods {
  /** The one type that layers take and return. */
  static final String TENSOR = "dev.fovea.runtime.Tensor";

  private Methods() {}

  /** The methods that are layers: abstract, and not among those that every object has. */
  static List<ExecutableElement> layers(TypeElement network) {
    return ElementFilter.methodsIn(network.getEnclosedElements()).stream().filter(Methods::isLayer).toList();
  }

  static boolean isLayer(ExecutableElement method) {
    return isAbstract(method) && !(method.getEnclosingElement().getKind().isInterface() && everyObjectHas(method));
  }

  static boolean isAbstract(Element element) {
    return element.getModifiers().contains(Modifier.ABSTRACT);
  }

  static boolean isTensor(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().contentEquals(TENSOR);
  }

  /** Interfaces may repeat Object's public methods, as {@code Comparator} does; nobody has to implement those. */
  static boolean everyObjectHas(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    if (method.getParameters().isEmpty()) {
      return name.equals("hashCode") && method.getReturnType().getKind() == TypeKind.INT
          || name.equals("toString") && method.getReturnType().getKind() == TypeKind.DECLARED
              && method.getReturnType().toString().equals("java.lang.String");
    }
    return name.equals("equals") && method.getParameters().size() == 1
        && method.getParameters().get(0).asType().toString().equals("java.lang.Object");
  }
}
