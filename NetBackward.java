import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkBackward;
import javax.annotation.processing.Generated;

@Generated("dev.fovea.processor.FoveaProcessor")
final class NetBackward extends NetworkBackward {
  NetBackward(NetForward forward) {
    super(forward, null, 0);
  }

  public NetForward forward() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public void back(int layer) {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public void step(int step, int from, int to) {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public Activations activations() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public ParameterGradients parameters() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public static final class Activations {
    public Tensor conv() {
      throw new IllegalStateException("Net was compiled with errors");
    }
  }

  public static final class ParameterGradients {
  }
}
