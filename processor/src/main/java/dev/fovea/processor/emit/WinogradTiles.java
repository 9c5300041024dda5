package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Winograd;
import dev.fovea.processor.shape.Weights.Role;
import java.util.List;
import java.util.Optional;

/**
 * The loops of a convolution by Winograd's algorithm: for each strip of tiles and each block of filters the inputs' transform, unless it
 * is that of the block before, a product of matrices for each position, and the outputs' transform with what is done in place.
 *
 * @param filters the field that holds the transformed filters
 * @param start the expression of what sums start from, indexed by filter; null adds to what is there
 */
record WinogradTiles(Winograd plan, Buffer x, Buffer y, String filters, String start) {
  /** Those of a group. */
  private Blocks blocks() {
    return new Blocks(plan.output().channels() / plan.groups());
  }

  /** How many blocks there are in all groups. */
  private int count() {
    return plan.groups() * blocks().count();
  }

  /** Where the products begin in a thread's scratch, behind the transformed inputs. */
  private int outputs() {
    return plan.positions() * plan.inputStride() + Buffer.ALIGNED;
  }

  /** Adds the step of a fused layer, whose filters are transformed once for all passes. */
  static void write(Winograd plan, Node node, ForwardCode code, String bias, List<Node> epilogue) {
    Buffer y = code.buffer(node.output());
    String filters = code.pass().field(Types.WINOGRAD_FILTERS, Flow.identifier(node.layer().name()) + "Winograd",
        Text.of("$T.of($L, $L, $L, $L)", Types.WINOGRAD_FILTERS, ParameterNames.expression("parameters", node, Role.WEIGHT),
            plan.groups(), plan.stride(), plan.tile()));
    WinogradTiles tiles = new WinogradTiles(plan, code.buffer(node.input()), y, filters, bias);
    code.line(Text.of("$N.refresh(kernels);\n", filters));
    Optional<Text> finish = code.epilogue(epilogue, y).block(Buffer::row, "f", "width");
    code.step(node, y, tiles.items(), tiles.work(), tiles.body(finish.orElse(Text.of(""))), finish.isPresent() ? epilogue : List.of());
    if (finish.isEmpty()) {
      code.finishRows(node, y, epilogue);
    }
  }

  /**
   * What a training step runs in place of a direct convolution, where there are enough images: the filters' transform, and this.
   *
   * @param layer whose filters they are
   * @param training the expression of whether it is one
   */
  Text orDirect(PassWriter pass, String name, String layer, Text doc, String training, Text direct) {
    Text transform = pass.step(name + "Filters", Text.of("Transforms the filters of $L, as they are now.", layer),
        Text.of("$L", plan.input().channels()), Text.of("$LL", plan.filterWork()), Text.of("$N.transform(kernels, from, to);\n", filters));
    String condition = plan.leastBatch() == 1 ? training : training + " && batch >= " + plan.leastBatch();
    Text run = pass.step(name + "Winograd", doc, items(), work(), body(Text.of("")));
    return Text.builder().beginControlFlow("if ($L)", condition).add(transform).add(run).nextControlFlow("else").add(direct)
        .endControlFlow().build();
  }

  private Text work() {
    return Text.of("$LL * batch", plan.work());
  }

  private Text items() {
    return count() == 1 ? strips() : Text.of("$L * $L", strips(), count());
  }

  /** Of as many rows of tiles as a strip may have, or one less; two for each so many rows of an image, so that two threads get as many. */
  private Text strips() {
    int most = plan.stripRows();
    if (most == 1) {
      return Text.of("batch * $L", plan.tileRows());
    }
    return most < plan.tileRows() ? Text.of("(batch * $L + $L) / $L * 2", plan.tileRows(), 2 * most - 1, 2 * most)
        : Text.of("(batch * $L + $L) / $L", plan.tileRows(), most - 1, most);
  }

  private Text body(Text finish) {
    int count = count();
    int columns = plan.tileColumns();
    Text.Builder code = Text.builder().addStatement("float[] scratch = scratch($L)", plan.scratch());
    if (plan.stripRows() > 1) {
      code.addStatement("int strips = $L", strips());
    }
    code.beginControlFlow("for (int item = from; item < to; item++)");
    String strip = count == 1 ? "item" : "item / " + count;
    if (plan.stripRows() == 1) {
      code.addStatement("int first = $L", strip).addStatement("int rows = 1");
    } else {
      code.addStatement("int first = bound(batch * $L, $L, strips)", plan.tileRows(), strip);
      code.addStatement("int rows = bound(batch * $L, $L + 1, strips) - first", plan.tileRows(), strip);
    }
    code.addStatement("int block = $L", count == 1 ? "0" : "item % " + count);
    if (count > 1) {
      code.beginControlFlow("if (block == 0 || item == from)");
    }
    code.add(tileRows(inputs()));
    if (count > 1) {
      code.endControlFlow();
    }
    if (plan.groups() > 1) {
      code.addStatement("int g = block / $L", blocks().count()).addStatement("block %= $L", blocks().count());
    }
    code.add(blocks().variables());
    if (plan.groups() > 1) {
      code.addStatement("f += g * $L", plan.output().channels() / plan.groups());
    }
    code.add(Text.of("$N.multiply(kernels,$Wf,$Wwidth,$Wscratch,$W$L,$W$L,$W$L,$W$L,$W$L,$Wrows * $L);\n", filters, Buffer.ALIGNED,
        plan.inputStride(), plan.channels(), outputs(), plan.outputStride(), columns));
    code.add(tileRows(output(finish)));
    return code.endControlFlow().build();
  }

  /** The transform of a row of tiles; with a stride, for each of the pixels that are taken together. */
  private Text inputs() {
    int columns = plan.tileColumns();
    int stride = plan.stride();
    int pixels = stride * stride;
    Text from = x.address(-plan.top(), -plan.left(), 0, "y", stride);
    Text to = Text.of("r * $L + $L", columns * plan.channels(), Buffer.ALIGNED);
    if (pixels > 1) {
      from = Text.of("$L + pixel / $L * $L + pixel % $L * $L", from, stride, x.region().rowStride(), stride, x.step());
      to = Text.of("$L + pixel * $L", to, plan.channels() / pixels);
    }
    Text call = Text.of("kernels.winogradInput($L,$W$L,$W$L,$W$L,$W$L,$W$L,$Wscratch,$W$L,$W$L,$W$L,$W$L,$W$L);\n", plan.tile(),
        plan.taps(), x.array(), from, stride * x.region().rowStride(), stride * x.step(), to, plan.inputStride(), plan.channels(),
        columns, plan.channels() / pixels);
    return pixels == 1 ? call
        : Text.builder().beginControlFlow("for (int pixel = 0; pixel < $L; pixel++)", pixels).add(call).endControlFlow().build();
  }

  private Text output(Text finish) {
    int height = y.height();
    int tile = plan.tile();
    Text.Builder code = Text.builder();
    if (height % tile != 0) {
      code.addStatement("int height = Math.min($L, $L - y)", tile, height);
    }
    String rows = height % tile == 0 ? "" + tile : "height";
    code.add(Text.of("kernels.winogradOutput($L,$W$L,$Wscratch,$W$L + r * $L,$W$L,$W64,$W$L,$W$L,$W$L,$W$L + f,$W$L,$W$L,$W$L,$W$L,$W"
        + "width);\n", tile, plan.taps(), outputs(), plan.tileColumns() * 64, plan.outputStride(), start,
        start == null || start.equals("ZEROS") ? "0" : "f", y.array(), y.row(), y.region().rowStride(), y.step(), rows, y.width()));
    if (!finish.isEmpty()) {
      code.beginControlFlow("for (int end = y + $L; y < end; y++)", rows).add(finish).endControlFlow();
    }
    return code.build();
  }

  /** A loop over the rows of tiles of a strip: image n, the first of whose rows is y. */
  private Text tileRows(Text body) {
    return Text.builder().beginControlFlow("for (int r = 0; r < rows; r++)")
        .addStatement("int n = (first + r) / $L", plan.tileRows())
        .addStatement("int y = (first + r) % $L * $L", plan.tileRows(), plan.tile())
        .add(body).endControlFlow().build();
  }
}
