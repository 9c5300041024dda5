package dev.fovea.processor.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one network. */
public final class Problems {
  private final List<Problem> all = new ArrayList<>();
  private boolean toldElsewhere;

  /** Adds a problem; one that is there already stays single. */
  public void add(Problem problem) {
    if (!all.contains(problem)) {
      all.add(problem);
    }
  }

  /** Notes an error that is told where a block, or a network that is extended, is declared: nothing more is said of it here. */
  public void noteToldElsewhere() {
    toldElsewhere = true;
  }

  /** Everything collected, in the order found. */
  public List<Problem> all() {
    return List.copyOf(all);
  }

  /** Whether anything keeps the network from compiling. */
  public boolean hasErrors() {
    return toldElsewhere || all.stream().anyMatch(problem -> !problem.warning());
  }
}
