package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Convolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares each depthwise convolution and the pointwise one behind it with the standard convolution that they stand for: they take
 * {@code 1/filters + 1/k^2} of its multiply-adds. A. Howard et al., "MobileNets" (arXiv 1704.04861), section 3.1.
 */
public final class SeparableCosts {
  private SeparableCosts() {}

  /** A sentence for each pair. */
  public static List<String> of(Flow flow) {
    List<String> sentences = new ArrayList<>();
    for (Node node : flow.nodes()) {
      if (isDepthwise(node)) {
        Node pointwise = behind(flow, node);
        if (pointwise != null) {
          sentences.add(sentence(node, pointwise));
        }
      }
    }
    return sentences;
  }

  private static boolean isDepthwise(Node node) {
    return node.operation() instanceof Convolution && ((Convolution) node.operation()).isDepthwise();
  }

  /** The pointwise convolution that alone reads it, perhaps through batch norms and activations; null if there is none. */
  private static Node behind(Flow flow, Node node) {
    Node next = node;
    do {
      List<Node> readers = flow.readers(next.output());
      if (readers.size() != 1) {
        return null;
      }
      next = readers.get(0);
    } while (InferencePlan.inPlace(next.operation()));
    return next.operation() instanceof Convolution && isPointwise((Convolution) next.operation()) ? next : null;
  }

  private static boolean isPointwise(Convolution c) {
    return !c.isDense() && c.groups() == 1 && c.rows().kernel() * c.columns().kernel() == 1
        && c.rows().stride() * c.columns().stride() == 1;
  }

  private static String sentence(Node depthwise, Node pointwise) {
    Convolution d = (Convolution) depthwise.operation();
    int taps = d.rows().kernel() * d.columns().kernel();
    int filters = pointwise.operation().output().channels();
    String names = depthwise.layer() == pointwise.layer() ? depthwise.layer().name()
        : depthwise.layer().name() + " and " + pointwise.layer().name();
    String kernel = d.rows().kernel() + "x" + d.columns().kernel();
    return names + ": 1/" + filters + " + 1/" + taps + " = " + String.format(Locale.ROOT, "%.3f", 1.0 / filters + 1.0 / taps)
        + " of the multiply-adds of a " + kernel + " convolution with " + filters + " filters";
  }
}
