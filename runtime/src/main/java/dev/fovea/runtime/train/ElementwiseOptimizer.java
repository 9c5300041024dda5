package dev.fovea.runtime.train;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.util.List;

/**
 * What optimisers share whose update of a weight looks at that weight only. They run over packed storage, padding
 * included: there weights and gradients are zero, and every update of zeros is zero.
 */
abstract class ElementwiseOptimizer implements Optimizer {
  private final Parameters parameters;
  private final Parameter[] trained;
  private final float[] penalized;
  private double learningRate;

  ElementwiseOptimizer(Parameters parameters, double learningRate) {
    this.parameters = parameters;
    this.trained = parameters.all().stream().filter(Parameter::isTrainable).toArray(Parameter[]::new);
    this.penalized = new float[largestWithL1(List.of(trained))];
    setLearningRate(learningRate);
  }

  private static int largestWithL1(List<Parameter> parameters) {
    return parameters.stream().filter(parameter -> parameter.l1() != 0).mapToInt(parameter -> parameter.packed().length).max()
        .orElse(0);
  }

  /** Called before the parameters are updated. */
  abstract void begin();

  /**
   * Updates one parameter.
   *
   * @param index its position among those that are trained
   * @param weights its values
   * @param gradient the gradient by it; not to be changed
   * @param l2 to be added to the gradient, times the weights
   */
  abstract void update(int index, float[] weights, float[] gradient, double l2);

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final void step(Backward gradients) {
    if (gradients.forward().parameters() != parameters) {
      throw new IllegalArgumentException("the gradients are of other parameters than those that this optimiser was made for");
    }
    begin();
    for (int i = 0; i < trained.length; i++) {
      Parameter parameter = trained[i];
      float[] gradient = gradients.gradient(parameter).packed();
      if (parameter.l1() != 0) {
        addSigns(gradient, (float) parameter.l1(), parameter.packed(), penalized);
        gradient = penalized;
      }
      update(i, parameter.packed(), gradient, parameter.l2());
      parameter.touch();
    }
  }

  private static void addSigns(float[] gradient, float l1, float[] weights, float[] sum) {
    for (int i = 0; i < weights.length; i++) {
      sum[i] = gradient[i] + l1 * Math.signum(weights[i]);
    }
  }

  /** Zeros of the packed size of each trained parameter. */
  final float[][] state() {
    float[][] state = new float[trained.length][];
    for (int i = 0; i < state.length; i++) {
      state[i] = new float[trained[i].packed().length];
    }
    return state;
  }

  @Override
  public final double learningRate() {
    return learningRate;
  }

  @Override
  public final void setLearningRate(double learningRate) {
    this.learningRate = Check.notNegative("a learning rate", learningRate);
  }
}
