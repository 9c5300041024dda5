package dev.fovea.processor.read;

import dev.fovea.Network;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Tells Fovea's annotations from others, and operations from marks. */
final class Annotations {
  static final String PACKAGE = Network.class.getPackageName();
  private static final String TARGET = Target.class.getName();
  private static final Set<String> MARKS = Set.of("Output", "Shape", "Allow", "With", "Repeat");

  private Annotations() {}

  /** The annotations on an element that are ours, in the order of the source. */
  static List<AnnotationMirror> ours(Element element) {
    return element.getAnnotationMirrors().stream().<AnnotationMirror>map(mirror -> mirror)
        .filter(mirror -> isOurs(type(mirror))).toList();
  }

  /** The operations on a method, from left to right. */
  static List<AnnotationMirror> operations(Element method) {
    return ours(method).stream().filter(mirror -> isOperation(type(mirror))).toList();
  }

  /** The blocks that a method uses, from left to right. */
  static List<AnnotationMirror> blocks(Element method) {
    return method.getAnnotationMirrors().stream().<AnnotationMirror>map(mirror -> mirror)
        .filter(Annotations::isResolved).filter(mirror -> isBlock(type(mirror))).toList();
  }

  /** Whether an annotation type is a block. */
  static boolean isBlock(Element type) {
    return find(type, "Block").isPresent();
  }

  /** Whether a type is the body of a block. */
  static boolean isBody(Element type) {
    return type.getSimpleName().contentEquals("Body") && type.getEnclosingElement() instanceof TypeElement
        && isBlock(type.getEnclosingElement());
  }

  static Optional<AnnotationMirror> find(Element element, String simpleName) {
    return ours(element).stream().filter(mirror -> name(mirror).equals(simpleName)).findFirst();
  }

  static boolean isNetwork(Element element) {
    return find(element, "Network").isPresent();
  }

  /** Whether an annotation type is an operation: ours, on methods, and not a mark such as {@code @Output}. */
  static boolean isOperation(TypeElement annotation) {
    return isOurs(annotation) && isOnMethods(annotation) && !MARKS.contains(annotation.getSimpleName().toString());
  }

  /** Every operation there is, as {@code @Add, @AvgPool, ...}. */
  static String allOperations(Element network) {
    return ElementFilter.typesIn(home(network).getEnclosedElements()).stream().filter(Annotations::isOperation)
        .map(type -> "@" + type.getSimpleName()).sorted().collect(Collectors.joining(", "));
  }

  /** Every annotation there is, as {@code @Add}, {@code @Allow} and so on. */
  static List<String> all(Element network) {
    return ElementFilter.typesIn(home(network).getEnclosedElements()).stream()
        .filter(type -> type.getKind() == ElementKind.ANNOTATION_TYPE).map(type -> "@" + type.getSimpleName()).toList();
  }

  private static Element home(Element network) {
    return type(find(network, "Network").or(() -> find(network, "Block"))
        .or(() -> find(network.getEnclosingElement(), "Block")).orElseThrow()).getEnclosingElement();
  }

  static boolean isResolved(AnnotationMirror mirror) {
    return mirror.getAnnotationType().getKind() != TypeKind.ERROR;
  }

  static TypeElement type(AnnotationMirror mirror) {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }

  static String name(AnnotationMirror mirror) {
    return type(mirror).getSimpleName().toString();
  }

  /** Whether an annotation type is one of Fovea's. */
  static boolean isOurs(TypeElement annotation) {
    Element owner = annotation.getEnclosingElement();
    return owner instanceof PackageElement && ((PackageElement) owner).getQualifiedName().contentEquals(PACKAGE);
  }

  /** By its mirror: an annotation that the compiler makes of it would cost a proxy for each question. */
  private static boolean isOnMethods(TypeElement annotation) {
    return annotation.getAnnotationMirrors().stream()
        .filter(mirror -> type(mirror).getQualifiedName().contentEquals(TARGET))
        .flatMap(mirror -> mirror.getElementValues().values().stream())
        .flatMap(value -> ((List<?>) value.getValue()).stream())
        .anyMatch(element -> ((VariableElement) ((AnnotationValue) element).getValue()).getSimpleName().contentEquals("METHOD"));
  }
}
