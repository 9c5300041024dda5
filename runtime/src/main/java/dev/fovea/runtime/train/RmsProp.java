package dev.fovea.runtime.train;

import dev.fovea.runtime.Parameters;

/**
 * RMSProp: steps divided by a running root mean square of the gradient (Tieleman and Hinton, "Lecture 6.5",
 * 2012). As PyTorch's {@code RMSprop}, not centred: {@code g' = g + d * w}, {@code s = a * s + (1 - a) * g'^2},
 * {@code w = w - rate * g' / (sqrt(s) + e)}; with momentum m, {@code v = m * v + g' / (sqrt(s) + e)},
 * {@code w = w - rate * v}.
 */
public final class RmsProp extends ElementwiseOptimizer {
  private double smoothing = 0.99;
  private double epsilon = 1e-8;
  private double momentum;
  private double weightDecay;
  private float[][] squares;
  private float[][] velocities;

  /** With PyTorch's defaults but for the learning rate, which is 0.01 there. */
  public RmsProp(Parameters parameters, double learningRate) {
    super(parameters, learningRate);
  }

  /** Chooses how much the running mean square keeps, a above, in {@code [0, 1)}; 0.99 at first. */
  public RmsProp smoothing(double smoothing) {
    this.smoothing = Check.fraction("the smoothing", smoothing);
    return this;
  }

  /** Chooses what is added to the root, e above; 1e-8 at first. */
  public RmsProp epsilon(double epsilon) {
    this.epsilon = Adam.checkEpsilon(epsilon);
    return this;
  }

  /** Chooses the momentum, in {@code [0, 1)}; 0 at first. */
  public RmsProp momentum(double momentum) {
    this.momentum = Check.fraction("a momentum", momentum);
    return this;
  }

  /** Chooses the weight decay, which is added to the gradient; 0 at first. */
  public RmsProp weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("a weight decay", weightDecay);
    return this;
  }

  @Override
  void begin() {
    if (squares == null) {
      squares = state();
    }
    if (momentum != 0 && velocities == null) {
      velocities = state();
    }
  }

  @Override
  void update(int index, float[] weights, float[] gradient, double l2) {
    float decay = (float) (l2 + weightDecay);
    float keep = (float) smoothing;
    float take = (float) (1 - smoothing);
    if (momentum == 0) {
      descend(weights, gradient, squares[index], (float) learningRate(), decay, keep, take, (float) epsilon);
    } else {
      roll(weights, gradient, squares[index], velocities[index], (float) learningRate(), decay, keep, take, (float) epsilon,
          (float) momentum);
    }
  }

  private static void descend(float[] w, float[] g, float[] s, float rate, float decay, float keep, float take,
      float epsilon) {
    for (int i = 0; i < w.length; i++) {
      float weight = w[i];
      float slope = g[i] + decay * weight;
      float square = keep * s[i] + take * slope * slope;
      s[i] = square;
      w[i] = weight - rate * (slope / ((float) Math.sqrt(square) + epsilon));
    }
  }

  private static void roll(float[] w, float[] g, float[] s, float[] v, float rate, float decay, float keep, float take,
      float epsilon, float momentum) {
    for (int i = 0; i < w.length; i++) {
      float weight = w[i];
      float slope = g[i] + decay * weight;
      float square = keep * s[i] + take * slope * slope;
      s[i] = square;
      float velocity = momentum * v[i] + slope / ((float) Math.sqrt(square) + epsilon);
      v[i] = velocity;
      w[i] = weight - rate * velocity;
    }
  }
}
