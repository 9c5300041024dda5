package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries changes to a network: proves the shapes of the changed one anew and compares what is wrong before and after. */
public final class Trial {
  /** Mistakes in how layers are joined, which no change may make: another layer left unread is no help. */
  private static final Set<Code> WIRING = Set.of(Code.OUTPUT, Code.UNUSED, Code.CYCLE, Code.UNKNOWN_INPUT);

  private final Graph graph;
  private final Problem problem;
  private final Map<String, Shape> shapes;
  private final Set<Mark> others;
  private final boolean wholly;
  private final Budget budget;

  /** What stays of a problem when the sizes around it change. */
  private record Mark(Code code, Place place) {
    static Mark of(Problem problem) {
      return new Mark(problem.code(), problem.place());
    }
  }

  /** How many layers may still be inferred anew, over all trials of a network. */
  static final class Budget {
    private long layers;

    Budget(long layers) {
      this.layers = layers;
    }

    boolean allows(int count) {
      layers -= count;
      return layers >= 0;
    }
  }

  /**
   * Trials for one problem.
   *
   * @param all everything that is wrong with the network
   * @param wholly whether a change must leave nothing wrong but what was wrong elsewhere; else it must mend this layer only, though
   *     the next one may fail then
   */
  Trial(Graph graph, Problem problem, List<Problem> all, Map<String, Shape> shapes, boolean wholly, Budget budget) {
    this.graph = graph;
    this.problem = problem;
    this.shapes = shapes;
    this.others = all.stream().filter(each -> !each.warning()).map(Mark::of)
        .filter(mark -> !mark.equals(Mark.of(problem))).collect(Collectors.toSet());
    this.wholly = wholly;
    this.budget = budget;
  }

  /** The network as it was written. */
  public NetworkSpec network() {
    return graph.network();
  }

  /** The shapes that are known, by layer, with that of the image. */
  public Map<String, Shape> shapes() {
    return shapes;
  }

  /** Whether everything, but for mistakes elsewhere, must be right after a change. */
  public boolean wholly() {
    return wholly;
  }

  /** Whether a changed network is free of the problem, and has no error that was not there before. */
  public boolean mends(NetworkSpec changed) {
    return outcome(changed, others);
  }

  /** The same, and free of all others of the same kind too; where the problem is a warning, free of every error. */
  public boolean mendsAllOfItsKind(NetworkSpec changed) {
    return outcome(changed, problem.warning() ? Set.of()
        : others.stream().filter(mark -> mark.code() != problem.code()).collect(Collectors.toSet()));
  }

  /** The same, and no window drops pixels. */
  boolean mendsAllOfItsKindEvenly(NetworkSpec changed) {
    if (!mendsAllOfItsKind(changed) || !budget.allows(changed.layers().size())) {
      return false;
    }
    Problems left = new Problems();
    Inference.check(Wiring.join(changed, left), left);
    return left.all().stream().noneMatch(each -> each.code() == Code.DROPPED_PIXELS);
  }

  /** Where a changed network has its first error, if it is one of these codes, and the shapes that are known then. */
  Optional<Place> firstError(Set<Code> codes, NetworkSpec changed, Map<String, Shape> known) {
    if (!budget.allows(changed.layers().size())) {
      return Optional.empty();
    }
    Problems left = new Problems();
    ShapedNetwork shaped = Inference.shapes(Wiring.join(changed, left), left);
    known.put(NetworkSpec.INPUT, shaped.input());
    shaped.layers().forEach(each -> known.put(each.name(), each.output()));
    return left.all().stream().filter(each -> !each.warning()).findFirst().filter(each -> codes.contains(each.code()))
        .map(Problem::place);
  }

  private boolean outcome(NetworkSpec changed, Set<Mark> allowed) {
    if (!budget.allows(changed.layers().size())) {
      return false;
    }
    Problems left = new Problems();
    Inference.check(Wiring.join(changed, left), left);
    Place place = problem.place();
    for (Problem each : left.all()) {
      boolean same = Mark.of(each).equals(Mark.of(problem));
      boolean here = place.method() == null || place.method().equals(each.place().method()) || WIRING.contains(each.code());
      if (same || !each.warning() && !allowed.contains(Mark.of(each)) && (wholly || here)) {
        return false;
      }
    }
    return true;
  }
}
