package dev.fovea.processor.report;

import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.GradientPlan;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.RecordedPlan;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.List;

/**
 * What is known of a network when its classes are written.
 *
 * @param graph its layers, joined as far as they can be
 * @param network the layers whose shapes are known
 * @param plans null where the network has errors
 */
public record Report(Graph graph, ShapedNetwork network, Plans plans) {
  /**
   * What the generated passes do.
   *
   * @param choices what runs each step of the fused pass
   */
  public record Plans(Flow flow, InferencePlan inference, RecordedPlan recorded, GradientPlan backward, GradientPlan deconvnet,
      List<Choice> choices) {}
}
