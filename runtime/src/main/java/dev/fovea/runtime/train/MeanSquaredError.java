package dev.fovea.runtime.train;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Tensor;

/**
 * The mean of squared differences over all elements of a batch, for regression. Targets have the shape of the
 * outputs. As PyTorch's {@code mse_loss}: the gradient is {@code 2 * (output - target) / elements}.
 */
public final class MeanSquaredError implements Loss {
  @Override
  public double value(Tensor outputs, Tensor targets) {
    Batches.requireShape("targets", targets, outputs, outputs.channels());
    return run(outputs, targets, null);
  }

  @Override
  public double gradient(Tensor outputs, Tensor targets, Tensor gradient) {
    Batches.requireShape("targets", targets, outputs, outputs.channels());
    Batches.requireShape("gradient", gradient, outputs, outputs.channels());
    return run(outputs, targets, gradient);
  }

  private static double run(Tensor outputs, Tensor targets, Tensor gradient) {
    double scale = 2.0 / outputs.size();
    double sum = 0;
    for (int n = 0; n < outputs.batch(); n++) {
      for (int c = 0; c < outputs.channels(); c++) {
        for (int y = 0; y < outputs.height(); y++) {
          for (int x = 0; x < outputs.width(); x++) {
            double difference = (double) outputs.get(n, c, y, x) - targets.get(n, c, y, x);
            sum += difference * difference;
            if (gradient != null) {
              gradient.set(n, c, y, x, (float) (difference * scale));
            }
          }
        }
      }
    }
    return sum / outputs.size();
  }

  @Override
  public int[] targetShape(Layer output) {
    return output.shape();
  }
}
