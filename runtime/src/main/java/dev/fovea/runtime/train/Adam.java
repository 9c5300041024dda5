package dev.fovea.runtime.train;

import dev.fovea.runtime.Parameters;

/**
 * Adam: running means of the gradient and of its square, corrected for their start at zero (Kingma and Ba,
 * "Adam", ICLR 2015, algorithm 1). As PyTorch's {@code Adam}: in step t, {@code m = b1 * m + (1 - b1) * g},
 * {@code s = b2 * s + (1 - b2) * g^2}, {@code w = w - rate / (1 - b1^t) * m / (sqrt(s) / sqrt(1 - b2^t) + e)}.
 *
 * <p>Weight decay is added to the gradient, or decoupled from it: {@code w = w * (1 - rate * decay)} before the
 * step. That is AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019).
 */
public final class Adam extends ElementwiseOptimizer {
  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;
  private double weightDecay;
  private boolean decoupled;
  private long steps;
  private float[][] means;
  private float[][] squares;

  /** With PyTorch's defaults but for the learning rate, which is 0.001 there. */
  public Adam(Parameters parameters, double learningRate) {
    super(parameters, learningRate);
  }

  /** Chooses how much the running means of the gradient and of its square keep, in {@code [0, 1)}; 0.9 and 0.999 at first. */
  public Adam betas(double beta1, double beta2) {
    this.beta1 = Check.fraction("beta 1", beta1);
    this.beta2 = Check.fraction("beta 2", beta2);
    return this;
  }

  /** Chooses what is added to the root, e above; 1e-8 at first. */
  public Adam epsilon(double epsilon) {
    this.epsilon = checkEpsilon(epsilon);
    return this;
  }

  /** Chooses a weight decay that is added to the gradient; 0 at first. */
  public Adam weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("a weight decay", weightDecay);
    this.decoupled = false;
    return this;
  }

  /** Chooses a weight decay that shrinks the weights beside the gradient: AdamW. PyTorch's default there is 0.01. */
  public Adam decoupledWeightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("a weight decay", weightDecay);
    this.decoupled = true;
    return this;
  }

  /** It must stay above zero as a float: a weight whose gradient was always zero, padding for one, divides zero by it. */
  static double checkEpsilon(double epsilon) {
    Check.positive("epsilon", epsilon);
    if ((float) epsilon == 0) {
      throw new IllegalArgumentException("epsilon must not be so small that it is zero as a float: " + epsilon);
    }
    return epsilon;
  }

  @Override
  void begin() {
    if (means == null) {
      means = state();
      squares = state();
    }
    steps++;
  }

  @Override
  void update(int index, float[] weights, float[] gradient, double l2) {
    double keep = decoupled ? 1 - learningRate() * weightDecay : 1;
    double decay = decoupled ? l2 : l2 + weightDecay;
    double rate = learningRate() / (1 - Math.pow(beta1, steps));
    double root = Math.sqrt(1 - Math.pow(beta2, steps));
    descend(weights, gradient, means[index], squares[index], (float) keep, (float) decay, (float) beta1, (float) (1 - beta1),
        (float) beta2, (float) (1 - beta2), (float) rate, (float) (1 / root), (float) epsilon);
  }

  private static void descend(float[] w, float[] g, float[] m, float[] s, float keep, float decay, float beta1, float rest1,
      float beta2, float rest2, float rate, float correction, float epsilon) {
    for (int i = 0; i < w.length; i++) {
      float weight = w[i];
      float slope = g[i] + decay * weight;
      float mean = beta1 * m[i] + rest1 * slope;
      float square = beta2 * s[i] + rest2 * slope * slope;
      m[i] = mean;
      s[i] = square;
      w[i] = keep * weight - rate * (mean / ((float) Math.sqrt(square) * correction + epsilon));
    }
  }
}
