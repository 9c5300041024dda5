package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries what might mend each problem, and offers what does. */
final class Fixes {
  /** Layers that are inferred anew at most, about a second's work: a network of ten layers has far more trials than it needs. */
  private static final long MOST_LAYERS = 500_000;

  /** More would have to be read before one could be chosen. */
  private static final int MOST_TOLD = 3;

  private Fixes() {}

  /**
   * Reports what was found, each with the fixes that work. Fixes after which all is well are preferred; if there are none, those that
   * mend the layer itself are offered, or at least its operation.
   */
  static void offer(Graph graph, Map<String, Shape> shapes, Findings findings, Problems problems) {
    List<Problem> all = new ArrayList<>(problems.all());
    findings.all().forEach(finding -> all.add(finding.problem()));
    if (findings.isToldElsewhere()) {
      problems.noteToldElsewhere();
    }
    Trial.Budget budget = new Trial.Budget(MOST_LAYERS);
    for (Finding finding : findings.all()) {
      Problem problem = finding.problem();
      List<String> help = List.of();
      for (Trial.Scope scope : Trial.Scope.values()) {
        help = help.isEmpty() ? told(finding, new Trial(graph, problem, all, shapes, scope, budget)) : help;
      }
      List<String> complete = new ArrayList<>(help);
      complete.addAll(problem.help());
      problems.add(problem.help(complete));
    }
  }

  private static List<String> told(Finding finding, Trial trial) {
    int most = Math.max(1, MOST_TOLD - finding.problem().help().size());
    return finding.candidates().stream().map(fix -> fix.tell(trial)).flatMap(Optional::stream).distinct().limit(most).toList();
  }
}
