package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reports abstract methods that a network inherits from what is no network: a layer is declared in a network, because class files do not
 * keep the names of parameters, which are the wiring; only for networks do generated classes keep them.
 */
final class InheritanceRule {
  private static final int MOST_NAMES = 12;

  private InheritanceRule() {}

  /** The abstract methods that a network inherits from what is none. */
  static List<ExecutableElement> strangers(TypeElement network, Elements elements) {
    List<ExecutableElement> members = ElementFilter.methodsIn(elements.getAllMembers(network));
    return members.stream().filter(method -> !method.getEnclosingElement().equals(network) && Methods.isLayer(method))
        .filter(method -> !Annotations.isNetwork(method.getEnclosingElement()))
        .filter(method -> members.stream().noneMatch(other -> implementsIt(other, method, network, elements))).toList();
  }

  static void check(TypeElement network, Elements elements, Problems problems) {
    List<ExecutableElement> strangers = strangers(network, elements);
    List<String> inherited = List.copyOf(new TreeSet<>(strangers.stream()
        .map(method -> method.getSimpleName() + " of " + method.getEnclosingElement().getSimpleName()).toList()));
    if (!inherited.isEmpty()) {
      String names = String.join(", ", inherited.subList(0, Math.min(MOST_NAMES, inherited.size())));
      int more = inherited.size() - MOST_NAMES;
      problems.add(Problem.error(Code.JAVA, Places.of(network, elements),
          network.getSimpleName() + " inherits abstract methods: " + names + (more > 0 ? " and " + more + " more" : ""))
          .because("a layer is an abstract method that the network itself declares")
          .help(help(network, strangers)));
    }
  }

  /** Whether a method has operations, or a block. */
  static boolean isMeantAsLayer(ExecutableElement method) {
    return !Annotations.operations(method).isEmpty() || !Annotations.blocks(method).isEmpty();
  }

  /** Whoever writes operations means layers: their type lacks its mark. */
  private static List<String> help(TypeElement network, List<ExecutableElement> strangers) {
    List<String> help = new ArrayList<>(strangers.stream()
        .filter(InheritanceRule::isMeantAsLayer)
        .map(method -> "mark " + method.getEnclosingElement().getSimpleName() + " with @Network(input = {channels, height, width})")
        .distinct().sorted().toList());
    help.add("declare them again in " + network.getSimpleName() + " with their operations");
    help.add("give them a body if they are no layers");
    return help;
  }

  /** Reports layers that are called as an inherited one and read another number of layers: for Java these are two methods. */
  static void checkOverloads(TypeElement network, Elements elements, Problems problems) {
    List<ExecutableElement> members = ElementFilter.methodsIn(elements.getAllMembers(network));
    List<ExecutableElement> inherited = members.stream().filter(method -> !method.getEnclosingElement().equals(network))
        .filter(method -> Methods.isLayer(method) && Annotations.isNetwork(method.getEnclosingElement())).toList();
    for (ExecutableElement layer : Methods.layers(network)) {
      inherited.stream().filter(method -> method.getSimpleName().equals(layer.getSimpleName()))
          .filter(method -> method.getParameters().size() != layer.getParameters().size()).findFirst()
          .ifPresent(method -> problems.add(Problem.error(Code.NAME, new Places(elements).of(layer), layer.getSimpleName()
              + " cannot replace " + method.getSimpleName() + " of " + method.getEnclosingElement().getSimpleName()
              + ", which has " + count(method) + ", not " + layer.getParameters().size())
              .because("Java overrides a method by one with the same types of parameters").help("choose another name")));
    }
  }

  private static String count(ExecutableElement method) {
    int parameters = method.getParameters().size();
    return parameters == 0 ? "no parameter" : parameters == 1 ? "one parameter" : parameters + " parameters";
  }

  private static boolean implementsIt(ExecutableElement other, ExecutableElement method, TypeElement network, Elements elements) {
    boolean settles = other.getEnclosingElement().equals(network) || !Methods.isAbstract(other);
    return settles && elements.overrides(other, method, network);
  }
}
