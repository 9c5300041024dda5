import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import javax.annotation.processing.Generated;

@Generated("dev.fovea.processor.FoveaProcessor")
final class NetEager {
  public NetEager(NetParameters parameters) {
  }

  public NetEager(NetParameters parameters, Mode mode, long seed) {
  }

  public Tensor conv(Tensor input0) {
    throw new IllegalStateException("Net was compiled with errors");
  }
}
