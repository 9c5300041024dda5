package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Given;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What rules find in a network: problems, each with what might mend it. Of layers that were expanded from one block each cause is
 * told once, and what is wrong with the block whatever it is given not at all: that is told in its body.
 */
public final class Findings {
  /** Problems of one member, which the operation's other members have no part in. */
  private static final Set<Code> OF_ONE_MEMBER = Set.of(Code.NUMBER, Code.USELESS_BIAS);

  private final List<Finding> all = new ArrayList<>();
  private final Set<Problem.Cause> told = new HashSet<>();
  private LayerSpec layer;
  private OperationSpec operation;
  private boolean shapesKnown;
  private boolean toldElsewhere;

  /**
   * One problem.
   *
   * @param candidates the least intrusive first; none has been tried yet
   */
  public record Finding(Problem problem, List<Fix> candidates) {}

  public Findings() {
    this(List.of());
  }

  /** Nothing yet, where some problems were told before. */
  Findings(List<Problem> before) {
    before.forEach(problem -> told.add(problem.cause()));
  }

  /** What is found from here on concerns a layer; null for the network. */
  void enter(LayerSpec next) {
    layer = next;
    operation = null;
    shapesKnown = false;
  }

  /**
   * What is found from here on concerns an operation of the layer.
   *
   * @param withShapes whether it depends on the shapes of its inputs, else on its members only
   */
  void enter(OperationSpec next, boolean withShapes) {
    operation = next;
    shapesKnown = withShapes;
  }

  /** Adds a problem that tells itself how it is mended. */
  public void add(Problem problem) {
    add(problem, List.of());
  }

  /** Adds a problem with fixes that are tried before they are offered. */
  public void add(Problem problem, List<Fix> candidates) {
    int depth = shapesKnown || layer == null ? 0 : depth(problem);
    boolean expanded = layer != null && layer.isExpanded();
    if (depth == 0 && (!expanded || told.add(problem.cause()))) {
      List<String> details = new ArrayList<>(problem.details());
      details.addAll(computed(problem));
      if (expanded) {
        details.addAll(layer.origin().expanded());
      }
      all.add(new Finding(problem.because(details), List.copyOf(candidates)));
    }
    toldElsewhere |= depth > 0 && !problem.warning();
  }

  /** How the numbers of an operation that are wrong came to be, where they were computed. */
  private List<String> computed(Problem problem) {
    if (operation == null || problem.warning()) {
      return List.of();
    }
    String member = OF_ONE_MEMBER.contains(problem.code()) ? String.valueOf(problem.place().innermost().member()) : null;
    return operation.given().entrySet().stream().filter(each -> member == null || member.equals(each.getKey()))
        .map(each -> each.getValue().text()).filter(Objects::nonNull).map(text -> "@With: " + text).toList();
  }

  /** How many bodies lie around what a problem depends on; see {@link Given}. */
  private int depth(Problem problem) {
    int own = layer.origin().depth();
    if (operation == null) {
      return own;
    }
    if (OF_ONE_MEMBER.contains(problem.code())) {
      Given given = operation.given().get(String.valueOf(problem.place().innermost().member()));
      return given == null ? own : given.depth();
    }
    return Math.min(own, operation.given().values().stream().mapToInt(Given::depth).min().orElse(own));
  }

  /** Whether something was found that is told in the body of a block. */
  boolean isToldElsewhere() {
    return toldElsewhere;
  }

  /** Whether anything found is an error. */
  boolean hasErrors() {
    return all.stream().anyMatch(finding -> !finding.problem().warning());
  }

  /** Everything found, in that order. */
  public List<Finding> all() {
    return List.copyOf(all);
  }
}
