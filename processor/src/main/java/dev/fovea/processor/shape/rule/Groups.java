package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.OtherFilters;
import dev.fovea.processor.shape.Use;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Messages about groups that do not divide filters or channels. */
final class Groups {
  private Groups() {}

  /** Whether filters can be shared evenly, whatever the input; reports otherwise. */
  static boolean shareFilters(Use use, int filters, int groups) {
    if (filters % groups == 0) {
      return true;
    }
    List<Fix> fixes = fixes(use, filters, filters, groups);
    long multiple = Math.max(1, Math.round(filters / (double) groups)) * groups;
    if (multiple <= Integer.MAX_VALUE) {
      fixes.add(use.fix("filters = " + multiple, "filters", (int) multiple));
    }
    use.report(Problem.error(Code.GROUPS, use.at("groups"),
        use.name() + " cannot share its " + count(filters, "filter") + " evenly among " + groups + " groups")
        .because("filters % groups = 0: " + filters + " % " + groups + " = " + filters % groups), fixes);
    return false;
  }

  /** Whether channels can be shared evenly; reports otherwise: the layer that makes them may be meant to make some more. */
  static boolean shareChannels(Use use, int channels, int filters, int groups) {
    if (channels % groups == 0) {
      return true;
    }
    List<Fix> fixes = fixes(use, channels, filters, groups);
    long multiple = (channels / groups + 1L) * groups;
    if (use.isFirst() && multiple <= Integer.MAX_VALUE) {
      fixes.add(new OtherFilters(use.layer().values().get(0).name(), (int) multiple));
    }
    use.report(Problem.error(Code.GROUPS, use.at("groups"),
        use.name() + " cannot share the " + count(channels, "channel") + " of its input evenly among " + groups + " groups")
        .because("channels % groups = 0: " + channels + " % " + groups + " = " + channels % groups), fixes);
    return false;
  }

  /** The first that works: where only the filters are looked at, the channels have a say too. */
  private static Fix nearest(Use use, Collection<Integer> divisors) {
    List<Fix> fixes = divisors.stream().map(each -> use.fix("groups = " + each, "groups", each)).toList();
    return trial -> fixes.stream().map(fix -> fix.tell(trial)).flatMap(Optional::stream).findFirst();
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** The common divisors of channels and filters nearest to what was asked for, below and above. */
  private static List<Fix> fixes(Use use, int channels, int filters, int groups) {
    int common = BigInteger.valueOf(channels).gcd(BigInteger.valueOf(filters)).intValue();
    TreeSet<Integer> divisors = new TreeSet<>();
    for (int divisor = 1; (long) divisor * divisor <= common; divisor++) {
      if (common % divisor == 0) {
        divisors.add(divisor);
        divisors.add(common / divisor);
      }
    }
    List<Fix> fixes = new ArrayList<>();
    fixes.add(nearest(use, divisors.headSet(groups, false).descendingSet()));
    fixes.add(nearest(use, divisors.tailSet(groups, false)));
    return fixes;
  }
}
