package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.ConvolutionKernel;
import dev.fovea.processor.plan.Fold;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.plan.Winograd;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.Weights.Role;
import java.util.List;
import java.util.Optional;

/**
 * Convolutions of every kind. One whose kernel covers its input (a dense layer above all) runs along the batch instead of along rows,
 * so that each weight is read once for all images.
 */
final class ConvolutionEmitter implements OperationEmitter<Convolution> {
  @Override
  public void forward(Convolution operation, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    String bias = operation.hasBias() ? code.packed(node, Role.BIAS) : null;
    String start = bias == null ? "ZEROS" : bias;
    ConvolutionKernel kernel = code.kernel(operation);
    if (kernel == ConvolutionKernel.WINOGRAD) {
      WinogradTiles.write(Winograd.of(operation).orElseThrow(), node, code, start, epilogue);
      return;
    }
    String weights = code.packed(node, Role.WEIGHT);
    if (kernel == ConvolutionKernel.DEPTHWISE) {
      Depthwise depthwise = new Depthwise(code.name(node.output()), x, y, rows(operation), columns(operation), weights, bias);
      code.step(node, y, depthwise.items(), depthwise.work(), depthwise.body(code.pass(), code.epilogue(epilogue, y)), epilogue);
    } else if (kernel == ConvolutionKernel.COVERING) {
      Covering covering = new Covering(code.name(node.output()), operation);
      code.step(node, y, covering.units(), covering.work(), covering.forward(code.pass(), x, y, weights, bias), List.of());
      code.finishRows(node, y, epilogue);
    } else {
      Correlation correlation = new Correlation(code.name(node.output()), x, y, rows(operation), columns(operation), operation.groups(),
          operation.channelsPerGroup(), operation.output().channels() / operation.groups(), weights, start);
      Optional<Winograd> training = code.training(node);
      if (training.isEmpty()) {
        correlation.write(node, code, epilogue);
        return;
      }
      String products = products(code.pass(), node.output().name(), training.get(), weights, false);
      code.clearBorder(y);
      Text direct = code.pass().step(code.name(node.output()), code.doc(node, epilogue), correlation.items(), correlation.work(),
          correlation.body(code.pass(), Epilogue.NONE));
      code.line(new WinogradTiles(training.get(), x, y, products, start).orDirect(code.pass(), node.output().name(), node.output().told(),
          code.doc(node, epilogue), "training", direct));
    }
  }

  /** The field that holds filters which a training step transforms anew. */
  private static String products(PassWriter pass, String name, Winograd plan, String packed, boolean rotated) {
    return pass.field(Types.WINOGRAD_PRODUCTS, name + "Products", Text.of("new $T($L, 1, $L, $L, $L, 1, $L, $L, transformed)",
        Types.WINOGRAD_PRODUCTS, packed, plan.output().channels(), plan.input().channels(), plan.kernel(), plan.tile(), rotated));
  }

  @Override
  public Choice choice(Convolution o, InferencePlan plan) {
    ConvolutionKernel kernel = plan.kernel(o);
    switch (kernel) {
      case DEPTHWISE:
        return new Choice(kernel.label(), "A group for each of " + o.groups() + " channels: vectors go along channels.");
      case COVERING:
        return new Choice(kernel.label(), new Covering(o.name(), o).reason());
      case WINOGRAD:
        Winograd winograd = Winograd.of(o).orElseThrow();
        return new Choice(winograd.label(), winograd.reason());
      default:
        return new Choice(kernel.label(), tiles(o) + " " + Correlation.reason(rows(o), columns(o), o.groups(), o.channelsPerGroup(),
            o.output().channels() / o.groups()));
    }
  }

  private static String tiles(Convolution o) {
    String taps = o.rows().kernel() + " x " + o.columns().kernel() + " x " + o.channelsPerGroup();
    String groups = o.groups() == 1 ? "" : ", for each of " + o.groups() + " groups";
    return "Runs of " + o.output().width() + " pixels against " + new Blocks(o.output().channels() / o.groups()).describe() + groups
        + "; sums of a few pixels and vectors stay in registers over " + taps + " steps.";
  }

  private static Sweep rows(Convolution o) {
    return Sweep.convolution(o.rows(), o.input().height(), o.output().height());
  }

  private static Sweep columns(Convolution o) {
    return Sweep.convolution(o.columns(), o.input().width(), o.output().width());
  }

  @Override
  public void backward(Convolution operation, Node node, BackwardCode code) {
    if (!code.isDeconvnet()) {
      code.forWeights(node);
      weightGradient(operation, node, code);
      if (operation.hasBias()) {
        BiasGradient.write(node, code);
      }
    }
    code.forInputs(node);
    inputGradient(operation, node, code);
  }

  private static void weightGradient(Convolution o, Node node, BackwardCode code) {
    Buffer x = code.value(node.input());
    Buffer dy = code.gradient(node.output());
    String gradient = code.gradient(node, Role.WEIGHT);
    String name = node.output().name();
    String told = node.layer().name() + ", " + o.label();
    ConvolutionKernel kernel = ConvolutionKernel.of(o);
    if (kernel == ConvolutionKernel.DEPTHWISE) {
      new Depthwise(name, x, dy, rows(o), columns(o), null, null).weightGradient(code, gradient, told);
    } else if (kernel == ConvolutionKernel.COVERING) {
      new Covering(name, o).weightGradient(code, x, dy, gradient, told);
    } else {
      Text direct = new WeightGradient(name, told, x, dy, rows(o), columns(o), o.groups(), o.channelsPerGroup(),
          o.output().channels() / o.groups()).run(code, gradient);
      code.line(code.trainingWeights(node).map(training -> new WinogradWeightGradient(name, training, x, dy)
          .orDirect(code, gradient, told, direct)).orElse(direct));
      code.clearPadding(node, o.groups(), o.output().channels() / o.groups());
    }
  }

  private static void inputGradient(Convolution o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    String name = node.output().name() + "Input";
    ConvolutionKernel kernel = ConvolutionKernel.of(o);
    if (kernel == ConvolutionKernel.COVERING) {
      Covering covering = new Covering(name, o);
      String adjoint = Adjoints.of(node, code, covering.adjointPacking());
      code.step(name, code.sentence(node), Text.of("$L", o.input().height() * o.input().width()), covering.work(),
          covering.inputGradient(code.pass(), dy, dx, adjoint, code.isWritten(node, 0) ? "ZEROS" : "null"));
      return;
    }
    if (Fold.fits(o)) {
      Folded.write(o, node, name, code);
      return;
    }
    Sweep rows = Sweep.transposed(o.rows(), o.output().height(), o.input().height());
    Sweep columns = Sweep.transposed(o.columns(), o.output().width(), o.input().width());
    Extent extent = code.extent(node.input(), o.rows().stride(), o.columns().stride());
    if (kernel == ConvolutionKernel.DEPTHWISE) {
      Depthwise depthwise = new Depthwise(name, dy, dx, rows, columns, code.packed(node, Role.WEIGHT), null, extent);
      code.step(name, code.sentence(node), depthwise.items(), depthwise.work(),
          depthwise.inputGradient(code.pass(), code.isWritten(node, 0)));
      return;
    }
    int filters = o.output().channels();
    String adjoint = Adjoints.of(node, code, Text.of("$T.transposed($L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.PACKING, filters,
        o.channelsPerGroup(), o.rows().kernel(), o.columns().kernel(), o.rows().stride(), o.columns().stride(), o.rows().dilation(),
        o.columns().dilation(), o.groups()));
    Correlation correlation = new Correlation(name, dy, dx, rows, columns, o.groups(), filters / o.groups(), o.channelsPerGroup(),
        adjoint, code.isWritten(node, 0) ? "ZEROS" : null, extent);
    Text sentence = Text.of("$L", code.sentence(node));
    Text direct = code.pass().step(name, sentence, correlation.items(), correlation.work(), correlation.body(code.pass(), Epilogue.NONE));
    code.line(code.training(node).map(training -> new WinogradTiles(training, dy, dx, products(code.pass(), name, training, adjoint, true),
        correlation.start()).orDirect(code.pass(), name, node.output().told(), sentence, "training()", direct)).orElse(direct));
  }

  @Override
  public Reversal reversal(Convolution operation) {
    return Reversal.PAPER;
  }

  @Override
  public Text eager(Convolution o, Node node, List<Text> inputs, EagerCode code) {
    Text bias = o.hasBias() ? code.parameter(node, Role.BIAS) : Text.of("null");
    Text weights = code.parameter(node, Role.WEIGHT);
    if (o.isDense()) {
      return Text.of("$T.dense($L, $L, $L)", Types.EAGER, inputs.get(0), weights, bias);
    }
    return Text.of("$T.convolution($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.EAGER, inputs.get(0), weights, bias,
        o.rows().stride(), o.columns().stride(), o.rows().dilation(), o.columns().dilation(), o.rows().before(), o.columns().before(),
        o.output().height(), o.output().width(), o.groups());
  }
}
