package org.example.change;

import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;

/** Runs the networks as they are first. */
public final class Main {
  private Main() {}

  /**
   * Fails if the classes of the networks are not those of their sources.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    NetForward forward = NetParameters.random(42).forward(Mode.RECORDING);
    forward.run(Tensor.zeros(1, 12, 12));
    int channels = forward.activations().before().channels();
    int size = GoneLayers.before.height();
    if (channels != 4 || size != 22) {
      throw new AssertionError("4 channels and 22 rows were expected, not " + channels + " and " + size);
    }
    System.out.println("4 channels before the change");
  }
}
