package dev.fovea.runtime.train;

import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.SplittableRandom;

/** Room for one batch of images and targets, and the order in which samples get there. */
final class Samples {
  final Tensor images;
  final Tensor targets;
  private final Tensor[] imageViews;
  private final Tensor[] targetViews;

  Samples(Parameters parameters, Loss loss, int batch) {
    images = zeros(batch, parameters.layers().input());
    targets = zeros(batch, loss.targetShape(parameters.layers().outputs().get(0)));
    imageViews = views(images);
    targetViews = views(targets);
  }

  static Tensor zeros(int batch, int[] shape) {
    return Tensor.zeros(batch, shape[0], shape[1], shape[2]);
  }

  private static Tensor[] views(Tensor tensor) {
    Tensor[] views = new Tensor[tensor.batch()];
    for (int n = 0; n < views.length; n++) {
      views[n] = tensor.image(n);
    }
    return views;
  }

  /** Reads samples {@code order[from]} to {@code order[from + count - 1]}; the rest of the batch stays as it is. */
  void read(Dataset dataset, int[] order, int from, int count) {
    for (int n = 0; n < count; n++) {
      dataset.read(order[from + n], imageViews[n]);
      dataset.target(order[from + n], targetViews[n]);
    }
  }

  static int[] inOrder(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  /** Fisher and Yates's shuffle: every order is as likely, and the same seed and epoch give the same one. */
  static void shuffle(int[] order, long seed, int epoch) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    SplittableRandom random = new SplittableRandom(seed + epoch * 0x9E3779B97F4A7C15L);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }
}
