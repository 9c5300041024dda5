package dev.fovea.processor.shape;

import java.util.List;

/** An operation whose shapes are proved: what the plan and the writers work from. Each record answers for itself. */
public interface Operation {
  /** In a few words, as in {@code conv 5x5 /2}. */
  String label();

  /** The shape of what it produces. */
  Shape output();

  /** What it does, with its numbers, for the catalogue. */
  Description description();

  /** The formula of its output shape with its numbers, or what it does to the shape in words. */
  String formula();

  /** The weights and statistics it holds. */
  default List<Weights> weights() {
    return List.of();
  }

  /** Multiply-adds for one image; only those of convolutions and dense layers count, as is the custom. */
  default long multiplyAdds() {
    return 0;
  }

  /** Which positions of each input an output depends on. */
  default Reach reach(Axis axis) {
    return new Reach.Same();
  }

  /** The same of one of several inputs. */
  default Reach reach(Axis axis, int input) {
    return reach(axis);
  }

  /** Whether it is an activation: what stood before the last one of a layer is kept as well. */
  default boolean isActivation() {
    return false;
  }

  /** Whether evaluation leaves its input as it is. */
  default boolean isNothingInEvaluation() {
    return false;
  }

  /** How many numbers are trained. */
  default long parameters() {
    return weights().stream().filter(weights -> weights.role().isTrained()).mapToLong(Weights::count).sum();
  }
}
