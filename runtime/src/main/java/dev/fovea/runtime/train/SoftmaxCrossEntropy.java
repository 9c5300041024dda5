package dev.fovea.runtime.train;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Tensor;
import java.util.List;

/**
 * Softmax and cross-entropy in one, for classification: the outputs are logits, one channel per class, without a
 * softmax layer.
 *
 * <p>The loss of a pixel with logits z, label t and K classes is {@code (1 - e) * -log p[t] + e / K * sum over c
 * of -log p[c]}, where {@code log p[c] = z[c] - log(sum over k of exp z[k])} and e is the label smoothing
 * (Szegedy et al., "Rethinking the Inception Architecture", CVPR 2016, section 7). Outputs {@code [K, 1, 1]}
 * classify images, {@code [K, height, width]} every pixel; the mean is over images and pixels. Targets are class
 * numbers, {@code [1, height, width]}. As PyTorch's {@code cross_entropy}.
 */
public final class SoftmaxCrossEntropy implements Loss {
  private final double smoothing;

  /** Without label smoothing. */
  public SoftmaxCrossEntropy() {
    this(0);
  }

  /**
   * With label smoothing.
   *
   * @param labelSmoothing the share of a target that is spread evenly over all classes, in {@code [0, 1)}
   */
  public SoftmaxCrossEntropy(double labelSmoothing) {
    Check.fraction("label smoothing", labelSmoothing);
    this.smoothing = labelSmoothing;
  }

  /** Labels of a batch as targets, {@code [1, 1, 1]} for each image. */
  public static Tensor targets(int... labels) {
    Tensor targets = Tensor.zeros(labels.length, 1, 1, 1);
    for (int n = 0; n < labels.length; n++) {
      targets.set(n, 0, 0, 0, labels[n]);
    }
    return targets;
  }

  @Override
  public double value(Tensor outputs, Tensor targets) {
    Batches.requireShape("targets", targets, outputs, 1);
    return run(outputs, targets, null);
  }

  @Override
  public double gradient(Tensor outputs, Tensor targets, Tensor gradient) {
    Batches.requireShape("targets", targets, outputs, 1);
    Batches.requireShape("gradient", gradient, outputs, outputs.channels());
    return run(outputs, targets, gradient);
  }

  private double run(Tensor outputs, Tensor targets, Tensor gradient) {
    double weight = 1.0 / outputs.batch() / outputs.height() / outputs.width();
    double sum = 0;
    for (int n = 0; n < outputs.batch(); n++) {
      for (int y = 0; y < outputs.height(); y++) {
        for (int x = 0; x < outputs.width(); x++) {
          sum += pixel(outputs, outputs.index(n, 0, y, x), label(outputs, targets, n, y, x), gradient,
              gradient == null ? 0 : gradient.index(n, 0, y, x), weight);
        }
      }
    }
    return sum * weight;
  }

  /** The loss of one pixel; the gradient by logit c is {@code p[c] - (1 - e) * [c = t] - e / K}. */
  private double pixel(Tensor outputs, int from, int label, Tensor gradient, int to, double weight) {
    int classes = outputs.channels();
    int step = outputs.channelStride();
    float[] logits = outputs.data();
    float max = logits[from];
    for (int c = 1; c < classes; c++) {
      max = Math.max(max, logits[from + c * step]);
    }
    double normalizer = 0;
    double logitSum = 0;
    for (int c = 0; c < classes; c++) {
      // The largest logit is subtracted, so that no exponential overflows and their sum is at least 1.
      double logit = (double) logits[from + c * step] - max;
      normalizer += Math.exp(logit);
      logitSum += logit;
    }
    double log = Math.log(normalizer);
    double logit = (double) logits[from + label * step] - max;
    if (gradient != null) {
      float[] slopes = gradient.data();
      for (int c = 0; c < classes; c++) {
        double probability = Math.exp((double) logits[from + c * step] - max) / normalizer;
        double wanted = smoothing / classes + (c == label ? 1 - smoothing : 0);
        slopes[to + c * gradient.channelStride()] = (float) ((probability - wanted) * weight);
      }
    }
    // Without smoothing the second term is left out, not multiplied by 0: a logit of minus infinity is legal then.
    double loss = log - logit;
    return smoothing == 0 ? loss : (1 - smoothing) * loss + smoothing * (log - logitSum / classes);
  }

  @Override
  public double accuracy(Tensor outputs, Tensor targets) {
    Batches.requireShape("targets", targets, outputs, 1);
    long right = 0;
    for (int n = 0; n < outputs.batch(); n++) {
      for (int y = 0; y < outputs.height(); y++) {
        for (int x = 0; x < outputs.width(); x++) {
          if (strongest(outputs, outputs.index(n, 0, y, x)) == label(outputs, targets, n, y, x)) {
            right++;
          }
        }
      }
    }
    return (double) right / outputs.batch() / outputs.height() / outputs.width();
  }

  private static int strongest(Tensor outputs, int from) {
    int best = 0;
    for (int c = 1; c < outputs.channels(); c++) {
      if (outputs.data()[from + c * outputs.channelStride()] > outputs.data()[from + best * outputs.channelStride()]) {
        best = c;
      }
    }
    return best;
  }

  private static int label(Tensor outputs, Tensor targets, int n, int y, int x) {
    float label = targets.get(n, 0, y, x);
    if (!(label >= 0 && label < outputs.channels() && label == (int) label)) {
      String pixel = outputs.height() * outputs.width() == 1 ? "" : " at row " + y + ", column " + x;
      throw new IllegalArgumentException("image " + n + " of the batch has label "
          + (label == (int) label ? String.valueOf((int) label) : String.valueOf(label)) + pixel + ", but the outputs have "
          + outputs.channels() + " classes: labels are the whole numbers 0 to " + (outputs.channels() - 1));
    }
    return (int) label;
  }

  @Override
  public int[] targetShape(Layer output) {
    List<Operation> operations = output.operations();
    if (operations.get(operations.size() - 1).kind() == Operation.Kind.SOFTMAX) {
      throw new IllegalArgumentException(output.name() + " ends in a softmax, but softmax cross-entropy works on logits:"
          + " take the softmax out of the network (the strongest class is the same without it)");
    }
    if (output.channels() < 2) {
      throw new IllegalArgumentException("softmax cross-entropy needs one channel per class and at least 2 classes, but " + output
          + " has " + output.channels());
    }
    return new int[] {1, output.height(), output.width()};
  }
}
