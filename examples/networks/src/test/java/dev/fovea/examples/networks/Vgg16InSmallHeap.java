package dev.fovea.examples.networks;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;

/** Runs VGG-16 once, in a Java machine of its own, and prints how many bytes of heap it then holds. */
final class Vgg16InSmallHeap {
  private Vgg16InSmallHeap() {}

  public static void main(String[] arguments) {
    Vgg16Parameters parameters = Vgg16Parameters.random(1);
    Forward forward = parameters.forward(Mode.INFERENCE);
    Tensor image = Tensor.zeros(parameters.layers().input());
    image.fill(1);
    float best = forward.run(image).toArray()[forward.outputs().get(0).argMax(0)];
    if (!(best > 0 && Float.isFinite(best))) {
      throw new AssertionError("the best score is " + best);
    }
    System.gc();
    System.out.println(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    if (forward.parameters() != parameters) {
      throw new AssertionError("the pass has other parameters");
    }
  }
}
