package org.example.change;

import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;

/** Runs the network as it is after the change. */
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
    int channels = forward.activations().after().channels();
    if (channels != 6) {
      throw new AssertionError("6 channels were expected, not " + channels);
    }
    if (Main.class.getResource("GoneForward.class") != null) {
      throw new AssertionError("the classes of the network that was removed are still there");
    }
    System.out.println("6 channels after the change");
  }
}
