import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import javax.annotation.processing.Generated;

@Generated("dev.fovea.processor.FoveaProcessor")
final class NetForward extends NetworkForward {
  NetForward(NetParameters parameters, Mode mode, int batch, int threads) {
    super(parameters, mode, null);
  }

  public NetParameters parameters() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public NetBackward backward() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public NetDeconvnet deconvnet() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public Activations activations() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public Preactivations preactivations() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public static final class Activations {
    public Tensor conv() {
      throw new IllegalStateException("Net was compiled with errors");
    }
  }

  public static final class Preactivations {
    public Tensor conv() {
      throw new IllegalStateException("Net was compiled with errors");
    }
  }
}
