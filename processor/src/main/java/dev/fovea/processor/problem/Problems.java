package dev.fovea.processor.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one network. */
public final class Problems {
  private final List<Problem> all = new ArrayList<>();

  /** Adds a problem; one that is there already stays single. */
  public void add(Problem problem) {
    if (!all.contains(problem)) {
      all.add(problem);
    }
  }

  /** Everything collected, in the order found. */
  public List<Problem> all() {
    return List.copyOf(all);
  }

  /** Whether anything keeps the network from compiling. */
  public boolean hasErrors() {
    return all.stream().anyMatch(problem -> !problem.warning());
  }
}
