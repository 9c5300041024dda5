package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reports network types that no generated class could extend or name. */
final class TypeRules {
  private final TypeElement network;
  private final String name;
  private final Place place;
  private final Elements elements;
  private final Types types;
  private final Problems problems;
  private boolean sound = true;

  private TypeRules(TypeElement network, Elements elements, Types types, Problems problems) {
    this.network = network;
    this.name = network.getSimpleName().toString();
    this.place = Places.of(network, elements);
    this.elements = elements;
    this.types = types;
    this.problems = problems;
  }

  /** Whether generated classes can extend the network. */
  static boolean check(TypeElement network, Elements elements, Types types, Problems problems) {
    TypeRules rules = new TypeRules(network, elements, types, problems);
    if (rules.checkKind()) {
      rules.checkAccess();
      rules.checkModifiers();
      rules.checkConstructor();
    }
    return rules.sound;
  }

  private boolean checkKind() {
    boolean isClass = network.getKind() == ElementKind.CLASS;
    if (network.getKind() == ElementKind.INTERFACE || isClass && Methods.isAbstract(network)) {
      return true;
    }
    report(name + " is " + kind() + ", but a network is an interface or an abstract class",
        isClass ? "make it abstract, or an interface" : "declare it as an interface: interface " + name);
    return false;
  }

  private String kind() {
    switch (network.getKind()) {
      case ENUM:
        return "an enum";
      case RECORD:
        return "a record";
      case ANNOTATION_TYPE:
        return "an annotation type";
      default:
        return "a class that is not abstract";
    }
  }

  private void checkAccess() {
    for (Element type = network; type instanceof TypeElement; type = type.getEnclosingElement()) {
      if (type.getModifiers().contains(Modifier.PRIVATE)) {
        String around = type.equals(network) ? "" : " inside " + type.getSimpleName() + ", which is private";
        report(name + " is " + (around.isEmpty() ? "private" : "declared" + around) + ", so generated classes cannot see it",
            "remove private from " + type.getSimpleName());
        return;
      }
    }
  }

  private void checkModifiers() {
    if (network.getModifiers().contains(Modifier.SEALED)) {
      report(name + " is sealed, so generated classes cannot extend it", "remove sealed and permits");
    }
    if (!network.getTypeParameters().isEmpty()) {
      report(name + " has type parameters, but all that a network reads and gives is Tensor",
          "remove the type parameters, and write Tensor instead");
    }
    boolean isNested = network.getEnclosingElement() instanceof TypeElement;
    if (isNested && network.getKind() == ElementKind.CLASS && !network.getModifiers().contains(Modifier.STATIC)) {
      report(name + " is an inner class, so each object needs one of " + network.getEnclosingElement().getSimpleName()
          + " around it", "make it static, or an interface");
    }
  }

  private void checkConstructor() {
    List<ExecutableElement> constructors = ElementFilter.constructorsIn(network.getEnclosedElements());
    if (network.getKind() == ElementKind.CLASS && constructors.stream().noneMatch(this::isCallable)) {
      report(name + " has no constructor that generated classes can call",
          "add a constructor that takes nothing, is not private and throws no checked exception");
    }
  }

  private boolean isCallable(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty() && !constructor.getModifiers().contains(Modifier.PRIVATE)
        && constructor.getThrownTypes().stream().allMatch(this::isUnchecked);
  }

  private boolean isUnchecked(TypeMirror thrown) {
    return List.of("java.lang.RuntimeException", "java.lang.Error").stream()
        .anyMatch(unchecked -> types.isSubtype(thrown, elements.getTypeElement(unchecked).asType()));
  }

  private void report(String headline, String help) {
    sound = false;
    problems.add(Problem.error(Code.JAVA, place, headline).help(help));
  }
}
