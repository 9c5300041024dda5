package dev.fovea.runtime.visual;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Reach;
import dev.fovea.runtime.ReceptiveField;
import dev.fovea.runtime.Tensor;
import java.util.List;
import java.util.Map;

/** A network of one layer, written by hand: map 0 sums each 3x3 window of a 6x6 image, map 1 is its negative; then ReLU. */
final class PlainSum implements Forward, Deconvnet {
  static final Layer LAYER = new Layer("sum", 0,
      List.of(new Operation(Operation.Kind.CONVOLUTION, "conv 3x3", 2, 6, 6, Map.of()),
          new Operation(Operation.Kind.RELU, "relu", 2, 6, 6, Map.of())),
      List.of(new Reach(null, List.of(Reach.Axis.window(3, 1, 1)), List.of(Reach.Axis.window(3, 1, 1)))), 2, 6, 6,
      new ReceptiveField(3, 3, 1, 1, 1, 1, true), 0, 648);

  private final int batch;
  private final Tensor activation;
  private final Tensor projection;

  PlainSum(int batch) {
    this.batch = batch;
    this.activation = Tensor.zeros(batch, 2, 6, 6);
    this.projection = Tensor.zeros(batch, 1, 6, 6);
  }

  @Override
  public Tensor run(Tensor images) {
    for (int n = 0; n < batch; n++) {
      for (int unit = 0; unit < 36; unit++) {
        float sum = 0;
        for (int tap = 0; tap < 9; tap++) {
          int y = unit / 6 + tap / 3 - 1;
          int x = unit % 6 + tap % 3 - 1;
          sum += y < 0 || y > 5 || x < 0 || x > 5 ? 0 : images.get(n, 0, y, x);
        }
        activation.set(n, 0, unit / 6, unit % 6, Math.max(0, sum));
        activation.set(n, 1, unit / 6, unit % 6, Math.max(0, -sum));
      }
    }
    return activation;
  }

  @Override
  public Tensor project(Layer layer, Tensor signal) {
    projection.fill(0);
    for (int unit = 0; unit < 36; unit++) {
      float value = signal.get(0, unit / 6, unit % 6) - signal.get(1, unit / 6, unit % 6);
      for (int tap = 0; tap < 9; tap++) {
        int y = unit / 6 + tap / 3 - 1;
        int x = unit % 6 + tap % 3 - 1;
        if (y >= 0 && y <= 5 && x >= 0 && x <= 5) {
          projection.set(0, y, x, projection.get(0, y, x) + value);
        }
      }
    }
    return projection;
  }

  @Override
  public Tensor project(Layer layer, int[] units) {
    Tensor signal = Tensor.zeros(units.length, LAYER.channels(), 6, 6);
    for (int image = 0; image < units.length; image++) {
      if (units[image] >= 0) {
        signal.set(image, units[image] / 36, units[image] / 6 % 6, units[image] % 6, 1);
      }
    }
    return project(layer, signal);
  }

  @Override
  public Mode mode() {
    return Mode.RECORDING;
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public Parameters parameters() {
    return new NoParameters();
  }

  @Override
  public List<Tensor> outputs() {
    return List.of(activation);
  }

  @Override
  public Tensor activation(Layer layer) {
    return activation;
  }

  @Override
  public Tensor preactivation(Layer layer) {
    return activation;
  }

  @Override
  public Backward backward() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Deconvnet deconvnet() {
    return this;
  }

  @Override
  public Forward forward() {
    return this;
  }

  @Override
  public void setOverlap(Overlap overlap) {}

  @Override
  public void setStrict(boolean strict) {}

  /** No parameters: the sum is fixed. */
  private static final class NoParameters implements Parameters {
    @Override
    public List<Parameter> all() {
      return List.of();
    }

    @Override
    public Layers layers() {
      return new OneLayer();
    }

    @Override
    public Forward forward(Mode mode, int images, int threads) {
      return new PlainSum(images);
    }
  }

  private static final class OneLayer implements Layers {
    @Override
    public String network() {
      return "PlainSum";
    }

    @Override
    public int[] input() {
      return new int[] {1, 6, 6};
    }

    @Override
    public List<Layer> all() {
      return List.of(LAYER);
    }

    @Override
    public List<Layer> outputs() {
      return List.of(LAYER);
    }
  }
}
