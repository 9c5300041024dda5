package dev.fovea.processor.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/**
 * Prints problems where they stand. Places are names, because a compiler's elements do not outlive a round; they are looked up again
 * here. What a place names and the source does not have, such as a member left at its default, falls back to what is around it.
 */
public final class Printer {
  /** Well below the 100 after which javac falls silent, so that the errors of other networks are seen too. */
  private static final int MOST = 30;

  private final Elements elements;
  private final Messager messager;

  public Printer(Elements elements, Messager messager) {
    this.elements = elements;
    this.messager = messager;
  }

  /** Prints the problems of one network, or of one round; of very many, the first. */
  public void print(List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(problem -> !problem.warning()).toList();
    List<Problem> warnings = problems.stream().filter(Problem::warning).toList();
    print(errors, Diagnostic.Kind.ERROR, "errors");
    print(warnings, Diagnostic.Kind.WARNING, "warnings");
  }

  private void print(List<Problem> problems, Diagnostic.Kind kind, String what) {
    problems.stream().limit(MOST).forEach(problem -> print(kind, problem.text(), problem.place()));
    if (problems.size() > MOST) {
      Place place = problems.get(0).place();
      print(kind, "[" + problems.get(MOST).code().id() + "] and " + (problems.size() - MOST) + " more " + what,
          Place.type(place.type()));
    }
  }

  private void print(Diagnostic.Kind kind, String text, Place place) {
    TypeElement type = type(place.type());
    if (type == null) {
      messager.printMessage(kind, place.type() + ": " + text);
      return;
    }
    Element element = element(type, place);
    AnnotationMirror with = mirror(element, "With");
    boolean computed = sets(with, place);
    AnnotationMirror mirror = computed ? with : mirror(element, place.annotation());
    AnnotationValue value = value(mirror, computed ? "value" : place.member());
    if (value != null) {
      messager.printMessage(kind, text, element, mirror, value);
    } else if (mirror != null) {
      messager.printMessage(kind, text, element, mirror);
    } else {
      messager.printMessage(kind, text, element);
    }
  }

  /** A type by its binary name, in which a dollar may join nested types or belong to a name; null if there is none. */
  public TypeElement type(String binaryName) {
    TypeElement topLevel = elements.getTypeElement(binaryName);
    if (topLevel != null) {
      return topLevel;
    }
    for (int dollar = binaryName.lastIndexOf('$'); dollar > 0; dollar = binaryName.lastIndexOf('$', dollar - 1)) {
      TypeElement owner = type(binaryName.substring(0, dollar));
      List<TypeElement> nested = owner == null ? List.of() : ElementFilter.typesIn(owner.getEnclosedElements());
      for (TypeElement candidate : nested) {
        if (elements.getBinaryName(candidate).contentEquals(binaryName)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static Element element(TypeElement type, Place place) {
    List<ExecutableElement> namesakes = new ArrayList<>(ElementFilter.methodsIn(type.getEnclosedElements()));
    namesakes.removeIf(method -> !method.getSimpleName().contentEquals(String.valueOf(place.method())));
    if (place.occurrence() < 0 || place.occurrence() >= namesakes.size()) {
      return type;
    }
    ExecutableElement method = namesakes.get(place.occurrence());
    boolean isParameter = place.parameter() >= 0 && place.parameter() < method.getParameters().size();
    return isParameter ? method.getParameters().get(place.parameter()) : method;
  }

  /** The last annotation of that name: where one stands twice by mistake, the second is too many. */
  private static AnnotationMirror mirror(Element element, String simpleName) {
    AnnotationMirror found = null;
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement().getSimpleName().contentEquals(String.valueOf(simpleName))) {
        found = mirror;
      }
    }
    return found;
  }

  /** Whether a place's member is one that {@code @With} computes: then its text is where the number comes from. */
  private static boolean sets(AnnotationMirror with, Place place) {
    AnnotationValue text = place.member() == null || place.annotation() == null ? null : value(with, "value");
    if (text == null) {
      return false;
    }
    String operation = Character.toLowerCase(place.annotation().charAt(0)) + place.annotation().substring(1);
    return Pattern.compile("(^|[,\\s])(" + Pattern.quote(operation) + "\\s*\\.\\s*)?" + Pattern.quote(place.member()) + "\\s*=")
        .matcher(String.valueOf(text.getValue())).find();
  }

  private static AnnotationValue value(AnnotationMirror mirror, String member) {
    if (mirror == null || member == null) {
      return null;
    }
    return mirror.getElementValues().entrySet().stream().filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
        .map(Map.Entry::getValue).findFirst().orElse(null);
  }
}
