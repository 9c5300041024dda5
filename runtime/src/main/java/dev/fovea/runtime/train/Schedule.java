package dev.fovea.runtime.train;

/** How the learning rate changes while a network is trained: a factor on the rate that the optimiser was made with. */
@FunctionalInterface
public interface Schedule {
  /**
   * The factor for the next step.
   *
   * @param epoch how many epochs have passed, as a fraction: 2.5 in the middle of the third
   */
  double factor(double epoch);

  /** The same rate always. */
  static Schedule constant() {
    return epoch -> 1;
  }

  /** Multiplies the rate by a number whenever some epochs have passed; PyTorch's {@code StepLR}. */
  static Schedule step(int epochs, double factor) {
    Check.positive("the number of epochs", epochs);
    Check.notNegative("the factor", factor);
    return epoch -> Math.pow(factor, Math.floor(epoch / epochs));
  }

  /**
   * Half a cosine, from 1 at the start to 0 after some epochs (Loshchilov and Hutter, "SGDR", ICLR 2017, equation
   * 5, without restarts).
   */
  static Schedule cosine(int epochs) {
    Check.positive("the number of epochs", epochs);
    return epoch -> epoch >= epochs ? 0 : (1 + Math.cos(Math.PI * epoch / epochs)) / 2;
  }

  /** This schedule, multiplied by a ramp from 0 to 1 over the first epochs. */
  default Schedule withWarmup(double epochs) {
    Check.positive("the length of the warmup", epochs);
    return epoch -> Math.min(1, epoch / epochs) * factor(epoch);
  }
}
