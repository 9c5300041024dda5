package dev.fovea.processor.shape;

import dev.fovea.processor.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What rules find in a network: problems, each with what might mend it. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /**
   * One problem.
   *
   * @param candidates the least intrusive first; none has been tried yet
   */
  public record Finding(Problem problem, List<Fix> candidates) {}

  /** Adds a problem that tells itself how it is mended. */
  public void add(Problem problem) {
    add(problem, List.of());
  }

  /** Adds a problem with fixes that are tried before they are offered. */
  public void add(Problem problem, List<Fix> candidates) {
    all.add(new Finding(problem, List.copyOf(candidates)));
  }

  /** Everything found, in that order. */
  public List<Finding> all() {
    return List.copyOf(all);
  }

  /** Whether anything keeps the network from compiling. */
  public boolean hasErrors() {
    return all.stream().anyMatch(finding -> !finding.problem().warning());
  }
}
