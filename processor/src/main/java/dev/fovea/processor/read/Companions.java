package dev.fovea.processor.read;

import dev.fovea.processor.graph.BlockSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The generated classes that stand beside blocks and keep what class files lose: the names of parameters, which are the wiring. A
 * block of this compilation is read from its source; one from a class file through its companion.
 */
public final class Companions {
  /** The constant that holds the wiring, as in {@code reduce(input) conv(reduce)}. */
  public static final String CONSTANT = "WIRING";

  /** The constant of a network's catalogue that holds its wiring; the dollar keeps it from the constants of layers. */
  public static final String NETWORK_CONSTANT = "WIRING$";

  private final Elements elements;
  private final Set<String> sources = new HashSet<>();

  public Companions(Elements elements) {
    this.elements = elements;
  }

  /** Remembers the types that this compilation reads from source. */
  public void addRound(RoundEnvironment round) {
    round.getRootElements().forEach(this::addSources);
  }

  /** Remembers a type that is being edited, and those around it. */
  void addSource(TypeElement type) {
    for (Element element = type; element instanceof TypeElement; element = element.getEnclosingElement()) {
      sources.add(elements.getBinaryName((TypeElement) element).toString());
    }
  }

  private void addSources(Element element) {
    if (element instanceof TypeElement) {
      sources.add(elements.getBinaryName((TypeElement) element).toString());
      element.getEnclosedElements().forEach(this::addSources);
    }
  }

  /** The simple name of a block's companion; nested types join with an underscore. */
  public static String name(TypeElement block) {
    return joined(block) + "Wiring";
  }

  private static String joined(TypeElement type) {
    String name = type.getSimpleName().toString();
    for (Element owner = type.getEnclosingElement(); owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
      name = owner.getSimpleName() + "_" + name;
    }
    return name;
  }

  /** Where a block is read from. */
  BlockSpec.Origin origin(TypeElement block) {
    return sources.contains(elements.getBinaryName(block).toString()) ? BlockSpec.Origin.SOURCE
        : ofBlock(block) == null ? BlockSpec.Origin.WITHOUT_COMPANION : BlockSpec.Origin.CLASS_FILE;
  }

  /** The names of the parameters of a block's layers, by layer; null where its source has them. */
  Map<String, List<String>> ofBlock(TypeElement block) {
    return parameterNames(block, name(block), CONSTANT);
  }

  /** The names of the parameters of a network's layers, by layer, which its catalogue keeps; null where its source has them. */
  Map<String, List<String>> ofNetwork(TypeElement network) {
    return parameterNames(network, joined(network) + "Layers", NETWORK_CONSTANT);
  }

  private Map<String, List<String>> parameterNames(TypeElement type, String companionName, String constant) {
    if (sources.contains(elements.getBinaryName(type).toString())) {
      return null;
    }
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    TypeElement companion = elements.getTypeElement((packageName.isEmpty() ? "" : packageName + ".") + companionName);
    return companion == null ? null : ElementFilter.fieldsIn(companion.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().contentEquals(constant)).findFirst().map(Companions::parse).orElse(null);
  }

  private static Map<String, List<String>> parse(VariableElement field) {
    Map<String, List<String>> names = new HashMap<>();
    for (String layer : String.valueOf(field.getConstantValue()).split(" ")) {
      int open = layer.indexOf('(');
      if (open > 0) {
        names.put(layer.substring(0, open), Arrays.asList(layer.substring(open + 1, layer.length() - 1).split(",")));
      }
    }
    return names;
  }
}
