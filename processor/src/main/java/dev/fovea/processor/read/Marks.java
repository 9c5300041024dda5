package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** Reads what is common to annotations on networks and on layers. */
final class Marks {
  private Marks() {}

  /** The warnings that {@code @Allow} silences on an element, by name. */
  static Set<String> allowed(Element element) {
    Set<String> names = new TreeSet<>();
    Annotations.find(element, "Allow").map(mirror -> (List<?>) Members.of(mirror).values().get("value"))
        .ifPresent(warnings -> warnings.forEach(warning -> names.add((String) warning)));
    return names;
  }

  /** Reports members that have no default and were not given: the compiler says so too, but only after all processors. */
  static boolean checkComplete(AnnotationMirror mirror, Element element, Place place, Problems problems) {
    List<String> missing = Members.of(mirror).missing();
    if (!missing.isEmpty()) {
      String names = String.join(" and ", missing);
      problems.add(Problem.error(Code.NUMBER, place,
          "@" + Annotations.name(mirror) + " on " + element.getSimpleName() + " does not say " + names)
          .help("write @" + Annotations.name(mirror) + "(" + example(missing) + ")"));
    }
    return missing.isEmpty();
  }

  private static String example(List<String> missing) {
    return missing.equals(List.of("value")) ? "..." : String.join(" = ..., ", missing) + " = ...";
  }
}
