package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.Expansion;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.WidthMultiplier;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a type that is marked {@code @Network}. */
public final class NetworkReader {
  private static final List<String> INPUTS = List.of(NetworkSpec.INPUT);

  private final Elements elements;
  private final Types types;
  private final BlockReader blocks;
  private final Companions companions;

  public NetworkReader(Elements elements, Types types, BlockReader blocks, Companions companions) {
    this.elements = elements;
    this.types = types;
    this.blocks = blocks;
    this.companions = companions;
  }

  /** What a network, or a block, refers to and what does not exist yet; while there is any, it cannot be read. */
  public List<Problem> unresolved(TypeElement type) {
    return Unresolved.in(type, elements);
  }

  /** Whether all exists that the blocks of a network, or of a block, refer to. */
  public boolean areBlocksComplete(TypeElement type) {
    return Unresolved.areBlocksComplete(type, elements);
  }

  /**
   * Reads a network, and reports what is wrong with its Java.
   *
   * @return the network, also where errors were reported; nothing where its classes could not even be named or extended
   */
  public Optional<NetworkSpec> read(TypeElement network, Problems problems) {
    List<ExecutableElement> methods = Methods.layers(network);
    boolean canBeExtended = TypeRules.check(network, elements, types, problems);
    boolean canBeNamed = namesFit(network, methods, problems);
    if (canBeExtended) {
      InheritanceRule.check(network, elements, problems);
      InheritanceRule.checkOverloads(network, elements, problems);
    }
    LayerReader reader = new LayerReader(network, INPUTS, elements, blocks, null, problems);
    List<LayerDraft> drafts = new ArrayList<>(methods.stream().map(reader::read).toList());
    drafts.addAll(inherited(network, problems));
    drafts.addAll(strangers(network, drafts));
    if (!canBeExtended || !canBeNamed) {
      return Optional.empty();
    }
    NetworkSpec spec = spec(network, drafts, Expansion.expand(drafts, problems));
    return Optional.of(WidthMultiplier.apply(spec, (Double) member(network, "widthMultiplier"), problems));
  }

  /** Whether a network's names fit each other and those that it inherits; what is wrong with names within a network above is told there. */
  private boolean namesFit(TypeElement network, List<ExecutableElement> own, Problems problems) {
    boolean fitAbove = Inheritance.parents(network).stream()
        .allMatch(parent -> NameRules.check(Methods.layers(parent), INPUTS, elements, new Problems()));
    if (!fitAbove) {
      problems.noteToldElsewhere();
    }
    List<ExecutableElement> all = new ArrayList<>();
    if (fitAbove) {
      Inheritance.layers(network).values().forEach(all::addAll);
    }
    all.addAll(own);
    return NameRules.check(all, INPUTS, elements, problems) && fitAbove;
  }

  /** Layers of the networks above, whose own problems are told there. */
  private List<LayerDraft> inherited(TypeElement network, Problems problems) {
    Place place = Places.of(network, elements).annotation("Network");
    List<LayerDraft> drafts = new ArrayList<>();
    Inheritance.layers(network).forEach((parent, methods) -> {
      Problems elsewhere = new Problems();
      LayerReader reader = new LayerReader(parent, INPUTS, elements, blocks, companions.ofNetwork(parent), elsewhere);
      methods.forEach(method -> drafts.add(Inheritance.at(place, reader.read(method))));
      if (elsewhere.hasErrors()) {
        problems.noteToldElsewhere();
      }
    });
    return drafts;
  }

  /** Methods that were meant as layers but are inherited from what is no network, which was told: whoever reads them has no mistake. */
  private List<LayerDraft> strangers(TypeElement network, List<LayerDraft> others) {
    Set<String> names = new TreeSet<>(others.stream().map(LayerDraft::name).toList());
    Set<String> read = new TreeSet<>();
    others.forEach(each -> each.layer().inputs().forEach(input -> read.add(input.name())));
    Place place = Places.of(network, elements).annotation("Network");
    List<LayerDraft> drafts = new ArrayList<>();
    for (ExecutableElement method : InheritanceRule.strangers(network, elements)) {
      String name = method.getSimpleName().toString();
      boolean meant = InheritanceRule.isMeantAsLayer(method) || read.contains(name);
      if (meant && NameRules.check(List.of(method), INPUTS, elements, new Problems()) && names.add(name)) {
        drafts.add(Inheritance.stranger(place, name, method.getParameters().size()));
      }
    }
    return drafts;
  }

  private static Object member(TypeElement network, String name) {
    return Members.of(Annotations.find(network, "Network").orElseThrow()).values().get(name);
  }

  private NetworkSpec spec(TypeElement network, List<LayerDraft> drafts, List<LayerSpec> layers) {
    String packageName = elements.getPackageOf(network).getQualifiedName().toString();
    Attributes members = Members.of(Annotations.find(network, "Network").orElseThrow()).attributes();
    // A missing input reads as no numbers at all, which the proof of shapes reports.
    List<Integer> input = members.has("input") ? members.integers("input") : List.of();
    return new NetworkSpec(packageName, typeName(network), network.getKind() == ElementKind.INTERFACE, isPublic(network), input,
        members.constant("layout").equals("NHWC"), (Boolean) member(network, "winograd"), layers, drafts, allowed(network),
        Places.of(network, elements));
  }

  private static Set<String> allowed(TypeElement network) {
    Set<String> allowed = new TreeSet<>(Marks.allowed(network));
    Inheritance.parents(network).forEach(parent -> allowed.addAll(Marks.allowed(parent)));
    return allowed;
  }

  /** Joined from simple names: in qualified ones Eclipse's compiler takes every dollar for a dot. */
  private static String typeName(TypeElement network) {
    String name = network.getSimpleName().toString();
    Element owner = network.getEnclosingElement();
    return owner instanceof TypeElement ? typeName((TypeElement) owner) + "." + name : name;
  }

  private static boolean isPublic(TypeElement network) {
    for (Element type = network; type instanceof TypeElement; type = type.getEnclosingElement()) {
      if (!type.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }
}
