package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.Fusion;
import dev.fovea.processor.plan.GradientPlan;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.RecordedPlan;
import dev.fovea.processor.shape.Operation;
import java.util.ArrayList;
import java.util.List;

/** What the emitters decide for each step of the fused pass. */
final class Choices {
  private Choices() {}

  static List<Choice> of(InferencePlan plan, RecordedPlan recorded, GradientPlan backward) {
    return plan.steps().stream().map(step -> choice(step, plan).fused(plan.fusion(step))
        .trained(training(step.first(), recorded, backward))).toList();
  }

  private static String training(Node node, RecordedPlan recorded, GradientPlan backward) {
    List<String> parts = new ArrayList<>();
    recorded.winograd(node).ifPresent(plan -> parts.add("forwards by " + plan.label() + " " + plan.trainingReason()));
    backward.winograd(node).ifPresent(plan -> parts.add("back to its input by " + plan.label() + " " + plan.trainingReason()));
    backward.winogradWeights(node).ifPresent(plan -> parts.add("back to its weights by " + plan.label() + " " + plan.reason()));
    return String.join("; ", parts);
  }

  private static Choice choice(Fusion step, InferencePlan plan) {
    return step.before().isEmpty() ? choice(step.main().operation(), plan) : PooledCorrelation.choice(step);
  }

  private static <O extends Operation> Choice choice(O operation, InferencePlan plan) {
    return Emitters.of(operation).choice(operation, plan);
  }
}
