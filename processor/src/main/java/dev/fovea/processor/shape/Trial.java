package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
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
  private final Scope scope;
  private final Budget budget;

  /** How much must be right after a change, but for mistakes elsewhere. */
  enum Scope {
    /** Everything. */
    NETWORK,
    /** The layer, though the next one may fail then. */
    LAYER,
    /** The operation that fails and those before it on its method, though the next one, of which nothing was known before, may fail. */
    OPERATION
  }

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
   */
  Trial(Graph graph, Problem problem, List<Problem> all, Map<String, Shape> shapes, Scope scope, Budget budget) {
    this.graph = graph;
    this.problem = problem;
    this.shapes = shapes;
    this.others = all.stream().filter(each -> !each.warning()).map(Mark::of)
        .filter(mark -> !mark.equals(Mark.of(problem))).collect(Collectors.toSet());
    this.scope = scope;
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
    return scope == Scope.NETWORK;
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
    ShapedNetwork shaped = Inference.shapes(Wiring.join(changed, left), left);
    for (Problem each : left.all()) {
      boolean same = Mark.of(each).equals(Mark.of(problem));
      if (same || !each.warning() && !allowed.contains(Mark.of(each)) && (wholly() || isHere(each, changed))) {
        return false;
      }
    }
    return wholly() || isReached(changed, shaped);
  }

  /** Whether what the layer reads is known as it was before: a mistake that another one hides is not mended. */
  private boolean isReached(NetworkSpec changed, ShapedNetwork shaped) {
    Set<String> hidden = changed.layers().stream().map(LayerSpec::name).filter(shapes::containsKey).collect(Collectors.toSet());
    shaped.layers().forEach(layer -> hidden.remove(layer.name()));
    return changed.layers().stream().filter(layer -> layer.place().isOnMethodOf(problem.place()))
        .flatMap(layer -> layer.inputs().stream()).noneMatch(input -> hidden.contains(input.name()));
  }

  /** Whether an error is the layer's own, or a layer that nobody reads, or the same at another use of the block that was changed. */
  private boolean isHere(Problem each, NetworkSpec changed) {
    Place place = problem.place();
    boolean alike = place.body() != null && each.code() == problem.code() && each.place().innermost().equals(place.innermost());
    boolean onMethod = place.method() == null || place.method().equals(each.place().method());
    return alike && isChanged(each.place().method(), changed) || WIRING.contains(each.code()) || onMethod && !(scope == Scope.OPERATION && isLater(each.place()));
  }

  private boolean isChanged(String method, NetworkSpec changed) {
    return !layers(method, network()).equals(layers(method, changed));
  }

  private static List<LayerSpec> layers(String method, NetworkSpec network) {
    return network.layers().stream().filter(layer -> method.equals(layer.place().method())).toList();
  }

  /** Whether a place is on an operation that follows, on the same method, the one that has the problem. */
  private boolean isLater(Place other) {
    String failed = problem.place().innermost().annotation();
    return graph.layers().stream().filter(layer -> layer.place().isOnMethodOf(problem.place()) && other.isOnMethodOf(problem.place()))
        .map(layer -> layer.operations().stream().map(OperationSpec::kind).toList())
        .anyMatch(kinds -> kinds.contains(failed) && kinds.indexOf(other.innermost().annotation()) > kinds.indexOf(failed));
  }
}
