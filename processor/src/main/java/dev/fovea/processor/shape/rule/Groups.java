package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Use;
import java.util.ArrayList;
import java.util.List;

/** Messages about groups that do not divide filters or channels. */
final class Groups {
  private Groups() {}

  static Problem filtersProblem(Use use, int filters, int groups) {
    return Problem.error(Code.GROUPS, use.at("groups"),
        use.name() + " cannot share its " + filters + " filters evenly among " + groups + " groups")
        .because("filters % groups = 0: " + filters + " % " + groups + " = " + filters % groups)
        .help("groups = " + joined(near(filters, filters, groups)), "filters = " + nearestMultiple(filters, groups));
  }

  static Problem channelsProblem(Use use, int channels, int filters, int groups) {
    return Problem.error(Code.GROUPS, use.at("groups"),
        use.name() + " cannot share the " + channels + " channels of its input evenly among " + groups + " groups")
        .because("channels % groups = 0: " + channels + " % " + groups + " = " + channels % groups)
        .help("groups = " + joined(near(channels, filters, groups)));
  }

  /** The common divisors of channels and filters nearest to what was asked for, below and above. */
  private static List<Integer> near(int channels, int filters, int groups) {
    Integer below = null;
    Integer above = null;
    for (int divisor = 1; divisor <= Math.min(channels, filters); divisor++) {
      if (channels % divisor == 0 && filters % divisor == 0) {
        if (divisor < groups) {
          below = divisor;
        } else if (above == null) {
          above = divisor;
        }
      }
    }
    List<Integer> near = new ArrayList<>();
    if (below != null) {
      near.add(below);
    }
    if (above != null) {
      near.add(above);
    }
    return near;
  }

  private static long nearestMultiple(int filters, int groups) {
    return Math.max(1, Math.round(filters / (double) groups)) * groups;
  }

  private static String joined(List<Integer> numbers) {
    return String.join(" or ", numbers.stream().map(String::valueOf).toList());
  }
}
