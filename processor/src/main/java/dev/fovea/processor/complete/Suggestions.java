package dev.fovea.processor.complete;

import dev.fovea.processor.complete.Trials.Outcome;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Suggests values for members of annotations. Each was tried on the network: it fits, and its message tells the shapes it gives. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * What may be written for a member of an operation, of {@code @Shape} or of {@code @Allow} in a network.
   *
   * @param text what was written of it so far
   */
  public static List<Suggestion> in(NetworkSpec network, Asked asked, String text) {
    if (asked.kind().equals("Shape")) {
      return Suggestion.goingOn(text, shape(network, asked.method()));
    }
    if (asked.kind().equals("Allow")) {
      return Suggestion.goingOn(text, warnings(Trials.of(network, asked.method())));
    }
    Trials trials = Trials.of(network, asked);
    Shape before = trials == null ? null : trials.before();
    if (before == null) {
      return withoutShapes(asked, text);
    }
    List<Candidate> candidates = new Candidates(asked, before).all();
    List<Suggestion> fitting = fitting(trials, candidates, asked, before);
    return Suggestion.goingOn(text, fitting.isEmpty() ? fitting(trials.withoutFollowers(), candidates, asked, before) : fitting);
  }

  /** What may be written whatever the shapes are, as in the body of a block. */
  public static List<Suggestion> withoutShapes(Asked asked, String text) {
    return Suggestion.goingOn(text, AnyShape.suggest(asked));
  }

  /** The candidates that fit; those that are warned of come last. */
  private static List<Suggestion> fitting(Trials trials, List<Candidate> candidates, Asked asked, Shape before) {
    List<Suggestion> sound = new ArrayList<>();
    List<Suggestion> warned = new ArrayList<>();
    Set<String> values = new HashSet<>();
    for (Candidate candidate : candidates) {
      Outcome outcome = trials.with(asked.member(), candidate.value());
      if (outcome != null && values.add(candidate.text())) {
        (outcome.warnings().isEmpty() ? sound : warned).add(new Suggestion(candidate.text(), message(asked, candidate, before, outcome)));
      }
    }
    sound.addAll(warned);
    return sound;
  }

  /** As in {@code keeps 28x28}, or {@code 28x28 -> 14x14}, with what else there is to say. */
  private static String message(Asked asked, Candidate candidate, Shape before, Outcome outcome) {
    Shape after = outcome.output();
    List<String> parts = new ArrayList<>();
    if (!asked.member().equals("groups") && !asked.member().equals("filters")) {
      parts.add(after.plane().equals(before.plane()) ? "keeps " + before.plane() : before.plane() + " -> " + after.plane());
    }
    if (!candidate.remark().isEmpty()) {
      parts.add(candidate.remark());
    }
    if (List.of("groups", "filters", "kernel").contains(asked.member()) && outcome.operation().parameters() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d parameters", outcome.operation().parameters()));
    }
    outcome.warnings().forEach(warning -> parts.add("but " + warning.headline()));
    return String.join("; ", parts);
  }

  /** What a layer, a block or the last repetition gives. */
  private static List<Suggestion> shape(NetworkSpec network, String method) {
    String name = network.readable().get(method);
    NetworkSpec free = network.withLayers(network.layers().stream().map(LayerSpec::withoutAssertion).toList());
    return Inference.shapes(Wiring.join(free, new Problems()), new Problems()).layers().stream()
        .filter(layer -> layer.name().equals(name)).map(layer -> new Suggestion(
            "{" + String.join(", ", layer.output().toList().stream().map(String::valueOf).toList()) + "}",
            "what " + method + " gives: " + layer.label())).toList();
  }

  private static List<Suggestion> warnings(Trials trials) {
    return trials == null ? List.of() : trials.warnings().stream()
        .map(problem -> new Suggestion("Warning." + problem.code().name(), problem.headline())).distinct().toList();
  }
}
