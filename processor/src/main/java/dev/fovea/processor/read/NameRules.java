package dev.fovea.processor.read;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;

/** Reports layers whose names could not stand in the generated classes. */
final class NameRules {
  /** Object's methods without parameters: a view's method of that name would override one, or could not. */
  private static final Set<String> OBJECTS =
      Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  /** Our own members, without parameters, of generated classes that have members of the layers' names. */
  private static final Map<String, String> OURS = Map.ofEntries(
      Map.entry("all", "all() of the generated parameters"),
      Map.entry("layers", "layers() of the generated parameters"),
      Map.entry("version", "version() of the generated parameters"),
      Map.entry("forward", "forward() of the generated deconvnet"),
      Map.entry("arena", "arena() of the generated deconvnet"),
      Map.entry("overlap", "overlap() of the generated deconvnet"),
      Map.entry("threads", "threads() of the generated deconvnet"),
      Map.entry("training", "training() of the generated deconvnet"),
      Map.entry("CATALOGUE$", "the constant CATALOGUE$ of the generated catalogue"),
      Map.entry("WIRING$", "the constant WIRING$ of the generated catalogue"),
      Map.entry("BLOCKS$", "the constant BLOCKS$ of the generated catalogue"));

  /** Members without parameters of the generated catalogue, which has static accessors for blocks: layers outside of them are constants. */
  private static final Set<String> CATALOGUES =
      Set.of("catalogue", "isChannelsLast", "multiplyAdds", "network", "notes", "outputs", "parameters", "table");

  /** Members of the generated deconvnet that take a number, as accessors of repetitions do. */
  private static final Set<String> DECONVNETS = Set.of("back", "dropoutKey", "scratch");

  /** Types that generated classes mention beside constants and parameters of the layers' names, which would hide them. */
  private static final Set<String> HIDDEN = Set.of("Dropouts", "Eager", "List", "Mode", "Reach");

  private NameRules() {}

  /**
   * Whether every name can be generated.
   *
   * @param inputs the names that parameters may read besides layers
   */
  static boolean check(List<ExecutableElement> layers, List<String> inputs, Elements elements, Problems problems) {
    boolean sound = true;
    Map<String, String> lowerCase = new HashMap<>();
    Places places = new Places(elements);
    for (ExecutableElement layer : layers) {
      String name = layer.getSimpleName().toString();
      String before = lowerCase.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      boolean inBlock = Annotations.isBody(layer.getEnclosingElement());
      Place place = places.of(layer);
      Problem problem = clash(layer, place).orElseGet(() -> problem(name, before, inputs, inBlock, place));
      if (problem != null) {
        problems.add(problem);
        sound = false;
      }
    }
    return sound;
  }

  /** A block, or repetitions, whose accessor would meet one of our own members. */
  private static Optional<Problem> clash(ExecutableElement layer, Place place) {
    String name = layer.getSimpleName().toString();
    boolean repeated = Annotations.find(layer, "Repeat").isPresent();
    boolean block = !Annotations.blocks(layer).isEmpty() && !repeated;
    if (Annotations.isBody(layer.getEnclosingElement()) || !(repeated ? DECONVNETS : block ? CATALOGUES : Set.of()).contains(name)) {
      return Optional.empty();
    }
    return Optional.of(Problem.error(Code.NAME, place, (repeated ? "a repeated layer" : "a block") + " cannot be called " + name)
        .because("generated classes have members of each layer's name, and it would meet " + (repeated
            ? name + "(int) of the generated deconvnet" : name + "() of the generated catalogue")).help("choose another name"));
  }

  private static Problem problem(String name, String before, List<String> inputs, boolean inBlock, Place place) {
    if (OBJECTS.contains(name)) {
      return Problem.error(Code.NAME, place, "a layer cannot be called " + name)
          .because("generated views have a method of each layer's name, and every object already has " + name + "()")
          .help("choose another name");
    }
    // Layers of a block have their accessors in a view, which has no other members.
    if (!inBlock && OURS.containsKey(name)) {
      return Problem.error(Code.NAME, place, "a layer cannot be called " + name)
          .because("generated classes have members of each layer's name, and it would meet " + OURS.get(name))
          .help("choose another name");
    }
    if (HIDDEN.contains(name)) {
      return Problem.error(Code.NAME, place, "a layer cannot be called " + name)
          .because("a constant or a parameter of that name would hide the type " + name + " in generated code")
          .help("choose another name");
    }
    if (inputs.contains(name)) {
      return Problem.error(Code.NAME, place, "a layer cannot be called " + name)
          .because("a parameter of that name reads " + (inBlock ? "what the block is given" : "the image")).help("choose another name");
    }
    if (name.equals(before)) {
      return Problem.error(Code.NAME, place, "two layers are called " + name)
          .because("a parameter names the layer that it reads, so names are unique").help("rename one of them");
    }
    if (before != null) {
      return Problem.error(Code.NAME, place, before + " and " + name + " differ by case only")
          .because("their generated classes would share a file where disks ignore case").help("rename one of them");
    }
    return null;
  }
}
