package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.shape.Operation;
import java.util.List;

/** What the emitters decide for each step of the fused pass. */
final class Choices {
  private Choices() {}

  static List<Choice> of(InferencePlan plan) {
    return plan.steps().stream().map(step -> choice(step.main().operation(), plan).fused(plan.fusion(step))).toList();
  }

  private static <O extends Operation> Choice choice(O operation, InferencePlan plan) {
    return Emitters.of(operation).choice(operation, plan);
  }
}
