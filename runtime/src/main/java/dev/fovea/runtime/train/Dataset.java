package dev.fovea.runtime.train;

import dev.fovea.runtime.Tensor;

/** Samples to train on: images, and what a network should make of them. Read by one thread at a time, in any order. */
public interface Dataset {
  /** Number of samples. */
  int size();

  /**
   * Writes an image.
   *
   * @param index from 0 to {@link #size()} - 1
   * @param image one image of the network's input shape; every element must be set, for it holds what was there before
   */
  void read(int index, Tensor image);

  /**
   * Writes what a network should make of an image.
   *
   * @param index from 0 to {@link #size()} - 1
   * @param target of the shape that the loss asks for ({@link Loss#targetShape}); every element must be set
   */
  void target(int index, Tensor target);
}
