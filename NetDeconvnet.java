import dev.fovea.runtime.Projection;
import dev.fovea.runtime.kernel.NetworkDeconvnet;
import javax.annotation.processing.Generated;

@Generated("dev.fovea.processor.FoveaProcessor")
final class NetDeconvnet extends NetworkDeconvnet {
  NetDeconvnet(NetForward forward) {
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

  public Projection conv() {
    throw new IllegalStateException("Net was compiled with errors");
  }
}
