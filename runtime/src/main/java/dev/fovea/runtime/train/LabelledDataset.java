package dev.fovea.runtime.train;

import dev.fovea.runtime.Tensor;

/** Images that belong to one class each. */
public interface LabelledDataset extends Dataset {
  /** The number of the class that an image belongs to, from 0. */
  int label(int index);

  @Override
  default void target(int index, Tensor target) {
    target.fill(label(index));
  }
}
