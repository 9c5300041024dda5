import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Threads;
import dev.fovea.runtime.kernel.NetworkParameters;
import javax.annotation.processing.Generated;

@Generated("dev.fovea.processor.FoveaProcessor")
final class NetParameters extends NetworkParameters {
  public static NetParameters random(long seed) {
    throw new IllegalStateException("Net was compiled with errors");
  }

  public NetLayers layers() {
    throw new IllegalStateException("Net was compiled with errors");
  }

  @Override
  public NetForward forward(Mode mode) {
    return forward(mode, 1);
  }

  @Override
  public NetForward forward(Mode mode, int batch) {
    return forward(mode, batch, Threads.available());
  }

  @Override
  public NetForward forward(Mode mode, int batch, int threads) {
    return new NetForward(this, mode, batch, threads);
  }
}
