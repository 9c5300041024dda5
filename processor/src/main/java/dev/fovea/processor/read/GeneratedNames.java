package dev.fovea.processor.read;

import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Reports generated classes that would meet the user's own types or each other's, also where disks ignore case. Only sources of this
 * compilation count: what an earlier one has left in the output folder will be replaced.
 */
public final class GeneratedNames {
  private static final List<String> SUFFIXES = List.of("Parameters", "Forward", "Backward", "Deconvnet", "Layers", "Eager");

  /** Qualified names in lower case, with how they were written. */
  private final Map<String, String> taken = new HashMap<>();
  /** Qualified names in lower case, with the network they are generated for. */
  private final Map<String, String> claimed = new HashMap<>();

  /** Remembers the top-level types of a round. */
  public void addRound(RoundEnvironment round) {
    for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
      if (type.getEnclosingElement() instanceof PackageElement) {
        String name = prefix(((PackageElement) type.getEnclosingElement()).getQualifiedName().toString()) + type.getSimpleName();
        taken.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      }
    }
  }

  /** Claims a network's names; reports the first that is taken and returns false. */
  public boolean claim(NetworkSpec network, Problems problems) {
    for (String suffix : SUFFIXES) {
      String name = prefix(network.packageName()) + network.generatedName() + suffix;
      String key = name.toLowerCase(Locale.ROOT);
      String owner = claimed.putIfAbsent(key, network.typeName());
      String headline = owner != null ? between(network, suffix, owner) : withUsers(network, suffix, name, taken.get(key));
      if (headline != null) {
        problems.add(Problem.error(Code.NAME, network.place(), headline).help("rename one of them"));
        return false;
      }
    }
    return true;
  }

  private static String prefix(String packageName) {
    return packageName.isEmpty() ? "" : packageName + ".";
  }

  private static String between(NetworkSpec network, String suffix, String owner) {
    return "generated classes of " + network.typeName() + " and " + owner + " meet: both have a "
        + network.generatedName() + suffix;
  }

  private static String withUsers(NetworkSpec network, String suffix, String name, String existing) {
    if (existing == null) {
      return null;
    }
    return network.generatedName() + suffix + " is generated for " + network.typeName() + ", but "
        + (existing.equals(name) ? "a type of that name exists" : existing + ", which differs by case only, exists");
  }
}
