package dev.fovea.processor.read;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads annotations that are marked {@code @Block}. Blocks that contain each other are cut where the circle closes. */
public final class BlockReader {
  private final Elements elements;
  private final Companions companions;
  private final Map<String, BlockSpec> open = new HashMap<>();

  public BlockReader(Elements elements, Companions companions) {
    this.elements = elements;
    this.companions = companions;
  }

  /** Reads a block, and reports what is wrong with its Java. */
  public BlockSpec read(TypeElement block, Problems problems) {
    String binaryName = elements.getBinaryName(block).toString();
    BlockSpec unfinished = open.get(binaryName);
    if (unfinished != null) {
      return unfinished;
    }
    TypeElement body = body(block);
    Place place = body == null ? Places.of(block, elements) : Places.of(body, elements);
    List<LayerDraft> layers = new ArrayList<>();
    BlockSpec spec = new BlockSpec(block.getSimpleName().toString(), binaryName, inputs(block), numbers(block), layers, place);
    open.put(binaryName, spec);
    if (body == null) {
      problems.add(Problem.error(Code.BLOCK, place, "@" + block.getSimpleName() + " is a block without a Body")
          .help("add a nested interface: interface Body { ... }"));
    } else {
      layers(block, body, spec, problems).forEach(layers::add);
    }
    open.remove(binaryName);
    return spec;
  }

  private List<LayerDraft> layers(TypeElement block, TypeElement body, BlockSpec spec, Problems problems) {
    List<ExecutableElement> methods = Methods.layers(body);
    if (!NameRules.check(methods, spec.inputs(), elements, problems)) {
      return List.of();
    }
    LayerReader reader = new LayerReader(body, spec.inputs(), elements, this, companions.ofBlock(block), problems);
    return methods.stream().map(reader::read).toList();
  }

  /** The nested interface that holds a block's layers; null if there is none. */
  static TypeElement body(TypeElement block) {
    return ElementFilter.typesIn(block.getEnclosedElements()).stream().filter(type -> type.getSimpleName().contentEquals("Body"))
        .filter(type -> type.getKind().isInterface()).findFirst().orElse(null);
  }

  private static List<String> inputs(TypeElement block) {
    Attributes members = Members.of(Annotations.find(block, "Block").orElseThrow()).attributes();
    return members.has("inputs") ? members.constants("inputs") : List.of("input");
  }

  /** The members that may stand in expressions. */
  private static List<String> numbers(TypeElement block) {
    return ElementFilter.methodsIn(block.getEnclosedElements()).stream()
        .filter(member -> member.getReturnType().getKind() == TypeKind.INT).map(member -> member.getSimpleName().toString()).toList();
  }
}
