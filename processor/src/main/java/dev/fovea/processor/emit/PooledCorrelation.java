package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.Fusion;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.PooledConvolution;
import dev.fovea.processor.shape.Weights.Role;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.ArrayList;
import java.util.List;

/** A convolution by few filters and the max pool behind it, in one step of the fused pass: see {@link PooledConvolution}. */
final class PooledCorrelation {
  private PooledCorrelation() {}

  static void write(Fusion step, ForwardCode code) {
    Node node = step.first();
    Convolution o = (Convolution) node.operation();
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(step.main().output());
    String name = code.name(step.main().output());
    String window = code.pass().constant(Types.POOLED_WINDOW, name + "Window", Text.of("new $T($L, $L, $L, $L, $L, $L, $L)",
        Types.POOLED_WINDOW, o.rows().kernel(), o.columns().kernel(), o.input().channels(), x.region().rowStride(), x.step(),
        o.output().channels(), y.width()));
    String weights = code.packed(node, Role.WEIGHT);
    String start = o.hasBias() ? code.packed(node, Role.BIAS) : "ZEROS";
    List<Node> following = new ArrayList<>(step.before().subList(1, step.before().size()));
    Finish bounds = new Finish(y, Buffer::row);
    following.forEach(bound -> code.join(bound, bounds));
    following.add(step.main());
    following.addAll(step.epilogue());
    int height = y.height();
    Text.Builder body = Text.builder().beginControlFlow("for (int row = from, rows; row < to; row += rows)");
    body.addStatement("int n = row / $L", height).addStatement("int y = row % $L", height);
    body.addStatement("rows = Math.min(to - row, $L - y)", height);
    body.add(Text.of("kernels.correlatePool($N,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$Wrows);\n", window, x.array(),
        x.address(-o.rows().before(), -o.columns().before(), 0, height == 1 ? "" : "y", 2), weights, start, bounds.bounds(), y.array(),
        y.row(), y.step(), y.region().rowStride()));
    Text finish = code.epilogue(step.epilogue(), y).row(Buffer::row);
    if (!finish.isEmpty()) {
      body.beginControlFlow("for (int end = y + rows; y < end; y++)").add(finish).endControlFlow();
    }
    code.clearBorder(y);
    code.line(code.pass().step(name, code.doc(node, following), PassWriter.allRows(height), Text.of("$LL * batch", o.multiplyAdds()),
        body.endControlFlow().build()));
  }

  static Choice choice(Fusion step) {
    return new Choice("direct correlation and pool", PooledConvolution.reason((Convolution) step.first().operation()));
  }
}
