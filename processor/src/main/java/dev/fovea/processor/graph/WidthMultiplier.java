package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;

/**
 * Scales the filters of a whole network: {@code rint(multiplier * filters)}, at least 1, but for those with {@code scaled = false}. A.
 * Howard et al., "MobileNets" (arXiv 1704.04861), section 3.3.
 */
public final class WidthMultiplier {
  private WidthMultiplier() {}

  /** The network with its filters scaled; reports a multiplier that is none. */
  public static NetworkSpec apply(NetworkSpec network, double multiplier, Problems problems) {
    if (!(multiplier > 0) || Double.isInfinite(multiplier)) {
      Place place = network.place().annotation("Network").member("widthMultiplier");
      problems.add(Problem.error(Code.NUMBER, place, "widthMultiplier must be a finite number above 0, but is " + multiplier));
      return network;
    }
    if (multiplier == 1) {
      return network;
    }
    return network.withLayers(network.layers().stream()
        .map(layer -> layer.withOperations(layer.operations().stream().map(operation -> scaled(operation, multiplier)).toList())).toList());
  }

  /** What is no number of filters stays as it is, and is reported as such. */
  private static OperationSpec scaled(OperationSpec operation, double multiplier) {
    Attributes attributes = operation.attributes();
    if (!attributes.has("scaled") || !attributes.flag("scaled") || attributes.integer("filters") < 1) {
      return operation;
    }
    int filters = (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.rint(multiplier * attributes.integer("filters"))));
    return operation.with(attributes.with("filters", filters));
  }
}
