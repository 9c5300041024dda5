package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Use;

/** Decides whether a layer has a bias. */
final class BiasChoice {
  private BiasChoice() {}

  /** {@code AUTO} has none where a batch norm comes next; asking for one there draws a warning. */
  static boolean read(Use use) {
    String bias = use.attributes().constant("bias");
    if (bias.equals("TRUE") && use.batchNormFollows()) {
      use.report(Problem.warning(Code.USELESS_BIAS, use.at("bias"), use.name() + " has a bias that its batch norm takes away again")
          .because("a batch norm subtracts each channel's mean, and the bias with it")
          .help("leave bias out: there is none where a batch norm follows"));
    }
    return bias.equals("TRUE") || bias.equals("AUTO") && !use.batchNormFollows();
  }
}
