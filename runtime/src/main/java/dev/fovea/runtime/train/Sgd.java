package dev.fovea.runtime.train;

import dev.fovea.runtime.Parameters;

/**
 * Stochastic gradient descent, with momentum if wanted. As PyTorch's {@code SGD} without dampening: with gradient
 * g, weight decay d and momentum m, {@code g' = g + d * w}, {@code v = m * v + g'}, {@code w = w - rate * v};
 * Nesterov's variant takes {@code w = w - rate * (g' + m * v)} instead (Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013).
 */
public final class Sgd extends ElementwiseOptimizer {
  private double momentum;
  private boolean nesterov;
  private double weightDecay;
  private float[][] velocities;

  /** Plain descent. */
  public Sgd(Parameters parameters, double learningRate) {
    super(parameters, learningRate);
  }

  /** Chooses the momentum, in {@code [0, 1)}; 0 at first. */
  public Sgd momentum(double momentum) {
    this.momentum = Check.fraction("a momentum", momentum);
    return this;
  }

  /** Chooses Nesterov's momentum; off at first. */
  public Sgd nesterov(boolean nesterov) {
    this.nesterov = nesterov;
    return this;
  }

  /** Chooses the weight decay, which is added to the gradient; 0 at first. */
  public Sgd weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("a weight decay", weightDecay);
    return this;
  }

  @Override
  void begin() {
    if (momentum == 0 && nesterov) {
      throw new IllegalStateException("Nesterov's variant needs a momentum: call momentum(0.9), say");
    }
    if (momentum != 0 && velocities == null) {
      velocities = state();
    }
  }

  @Override
  void update(int index, float[] weights, float[] gradient, double l2) {
    float rate = (float) learningRate();
    float decay = (float) (l2 + weightDecay);
    if (momentum == 0) {
      descend(weights, gradient, rate, decay);
    } else if (nesterov) {
      lookAhead(weights, gradient, velocities[index], rate, decay, (float) momentum);
    } else {
      roll(weights, gradient, velocities[index], rate, decay, (float) momentum);
    }
  }

  private static void descend(float[] w, float[] g, float rate, float decay) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= rate * (g[i] + decay * w[i]);
    }
  }

  private static void roll(float[] w, float[] g, float[] v, float rate, float decay, float momentum) {
    for (int i = 0; i < w.length; i++) {
      float weight = w[i];
      float velocity = momentum * v[i] + (g[i] + decay * weight);
      v[i] = velocity;
      w[i] = weight - rate * velocity;
    }
  }

  private static void lookAhead(float[] w, float[] g, float[] v, float rate, float decay, float momentum) {
    for (int i = 0; i < w.length; i++) {
      float weight = w[i];
      float slope = g[i] + decay * weight;
      float velocity = momentum * v[i] + slope;
      v[i] = velocity;
      w[i] = weight - rate * (slope + momentum * velocity);
    }
  }
}
