package dev.fovea.runtime.train;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.PackedTensor;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Reach;
import dev.fovea.runtime.ReceptiveField;
import dev.fovea.runtime.Tensor;
import java.util.List;
import java.util.Map;

/** The smallest network that learns: one dense layer, {@code scores = weight * image + bias}, written by hand. */
final class LinearNetwork implements Parameters {
  final int inputs;
  final int units;
  final Layer scores;
  final Parameter weight;
  final Parameter bias;

  LinearNetwork(int inputs, int units, List<Operation.Kind> operations, long seed) {
    this.inputs = inputs;
    this.units = units;
    List<Reach.Axis> one = List.of(Reach.Axis.whole(1));
    scores = new Layer("scores", 0, operations.stream().map(kind -> new Operation(kind, "" + kind, units, 1, 1, Map.of())).toList(),
        List.of(new Reach(null, one, one)), units, 1, 1, new ReceptiveField(1, 1, 1, 1, 0, 0, true), (inputs + 1L) * units,
        (long) inputs * units);
    weight = new Parameter("scores.weight", Parameter.Role.WEIGHT, Packing.convolution(units, inputs, 1, 1, 1),
        Initialization.normal(0.1));
    bias = new Parameter("scores.bias", Parameter.Role.BIAS, Packing.vector(units), Initialization.ZEROS);
    weight.initialize(seed);
    bias.initialize(seed);
  }

  LinearNetwork(int inputs, int units) {
    this(inputs, units, List.of(Operation.Kind.DENSE), 1);
  }

  @Override
  public List<Parameter> all() {
    return List.of(weight, bias);
  }

  @Override
  public Layers layers() {
    return new Layers() {
      @Override
      public String network() {
        return "LinearNetwork";
      }

      @Override
      public int[] input() {
        return new int[] {inputs, 1, 1};
      }

      @Override
      public List<Layer> all() {
        return List.of(scores);
      }

      @Override
      public List<Layer> outputs() {
        return List.of(scores);
      }
    };
  }

  @Override
  public Forward forward(Mode mode, int batch, int threads) {
    return new Pass(this, mode, batch);
  }

  /** Outputs lie channels last, each image padded to 16, as those of generated networks do. */
  static class Pass implements Forward {
    private final LinearNetwork network;
    private final Mode mode;
    private final int batch;
    private final Tensor output;
    private Tensor images;

    Pass(LinearNetwork network, Mode mode, int batch) {
      this.network = network;
      this.mode = mode;
      this.batch = batch;
      int units = network == null ? 1 : network.units;
      int stride = Packing.padded(units);
      this.output = Tensor.view(new float[batch * stride], 0, batch, units, 1, 1, stride, 1, stride, stride, true);
    }

    @Override
    public Tensor run(Tensor images) {
      this.images = images;
      for (int n = 0; n < batch; n++) {
        for (int f = 0; f < network.units; f++) {
          float sum = network.bias.packed()[f];
          for (int c = 0; c < network.inputs; c++) {
            sum += network.weight.packed()[network.weightAt(f, c)] * images.get(n, c, 0, 0);
          }
          output.set(n, f, 0, 0, sum);
        }
      }
      return output;
    }

    @Override
    public Backward backward() {
      return new Back(this);
    }

    @Override
    public Mode mode() {
      return mode;
    }

    @Override
    public int batch() {
      return batch;
    }

    @Override
    public Parameters parameters() {
      return network;
    }

    @Override
    public List<Tensor> outputs() {
      return List.of(output);
    }

    @Override
    public Tensor activation(Layer layer) {
      return output;
    }

    @Override
    public Tensor preactivation(Layer layer) {
      return output;
    }

    @Override
    public Deconvnet deconvnet() {
      return GivenGradients.none();
    }
  }

  /** Where a weight lies: at most 16 units are one block, in which the units of an input lie side by side. */
  private int weightAt(int unit, int input) {
    return input * Packing.LANES + unit;
  }

  private static final class Back implements Backward {
    private final Pass pass;
    private final PackedTensor weight;
    private final PackedTensor bias;

    Back(Pass pass) {
      this.pass = pass;
      this.weight = new PackedTensor("scores.weight", pass.network.weight.packing());
      this.bias = new PackedTensor("scores.bias", pass.network.bias.packing());
    }

    @Override
    public Tensor run(Tensor... outputGradients) {
      for (int f = 0; f < pass.network.units; f++) {
        float biasSum = 0;
        for (int n = 0; n < pass.batch; n++) {
          biasSum += outputGradients[0].get(n, f, 0, 0);
        }
        bias.packed()[f] = biasSum;
        for (int c = 0; c < pass.network.inputs; c++) {
          float sum = 0;
          for (int n = 0; n < pass.batch; n++) {
            sum += outputGradients[0].get(n, f, 0, 0) * pass.images.get(n, c, 0, 0);
          }
          weight.packed()[pass.network.weightAt(f, c)] = sum;
        }
      }
      return null;
    }

    @Override
    public void runForTraining(Tensor... outputGradients) {
      run(outputGradients);
    }

    @Override
    public PackedTensor gradient(Parameter parameter) {
      return parameter == pass.network.weight ? weight : bias;
    }

    @Override
    public Forward forward() {
      return pass;
    }

    @Override
    public Tensor runFrom(Layer layer, Tensor gradient) {
      return run(gradient);
    }

    @Override
    public Tensor input() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensor activation(Layer layer) {
      throw new UnsupportedOperationException();
    }
  }
}
