package dev.fovea.processor.complete;

import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Suggests what a layer's parameter may be called: all but what depends on that layer itself. */
public final class LayerNames {
  private LayerNames() {}

  /**
   * In a network, with the shapes that are known.
   *
   * @param sized whether only height and width are read: of layers whose size can be reached, if there are any
   */
  public static List<Suggestion> in(NetworkSpec network, String method, boolean sized, String text) {
    ShapedNetwork shaped = Inference.shapes(Wiring.join(network, new Problems()), new Problems());
    Map<String, String> told = new HashMap<>();
    shaped.layers().forEach(layer -> told.put(layer.name(), told(layer)));
    if (shaped.input() != null) {
      told.put(NetworkSpec.INPUT, shaped.input() + ": the image");
    }
    Map<String, String> readable = network.readable();
    List<String> names = names(List.of(NetworkSpec.INPUT), network.drafts(), method);
    List<Suggestion> reached = sized ? reached(network, method, names) : List.of();
    return Suggestion.goingOn(text, !reached.isEmpty() ? reached : names.stream()
        .map(name -> new Suggestion(name, told.getOrDefault(readable.get(name), "a layer whose shape is not known yet"))).toList());
  }

  private static List<Suggestion> reached(NetworkSpec network, String method, List<String> names) {
    Trials trials = Trials.of(network, method);
    List<Suggestion> reached = new ArrayList<>();
    for (String name : names) {
      Shape shape = trials == null ? null : trials.sizedLike(network.readable().get(name));
      if (shape != null) {
        reached.add(new Suggestion(name, shape.plane() + ", so that " + method + " gives " + shape));
      }
    }
    return reached;
  }

  /** In the body of a block, whose shapes depend on its use. */
  public static List<Suggestion> in(BlockSpec block, String method, boolean sized, String text) {
    String read = sized ? "height and width of " : "";
    return Suggestion.goingOn(text, names(block.inputs(), block.layers(), method).stream().map(name -> new Suggestion(name,
        read + (block.inputs().contains(name) ? "an input of @" : "a layer of @") + block.name())).toList());
  }

  private static String told(ShapedLayer layer) {
    return layer.output() + ": " + layer.label();
  }

  private static List<String> names(List<String> inputs, List<LayerDraft> drafts, String method) {
    Set<String> dependent = new HashSet<>(Set.of(method));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (LayerDraft draft : drafts) {
        grew |= draft.layer().inputs().stream().map(InputSpec::name).anyMatch(dependent::contains) && dependent.add(draft.name());
      }
    }
    Set<String> names = new LinkedHashSet<>(inputs);
    drafts.forEach(draft -> names.add(draft.name()));
    names.removeAll(dependent);
    return new ArrayList<>(names);
  }
}
