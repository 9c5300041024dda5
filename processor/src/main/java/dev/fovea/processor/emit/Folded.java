package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Weights.Role;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Convolution;

/**
 * The way back to an input of few channels, in two steps: sums for all columns of the kernel side by side, by a kernel of one column; then
 * each row of them folded into the row of the input.
 */
final class Folded {
  private Folded() {}

  static void write(Convolution o, Node node, String name, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    Buffer sums = code.scratch(node);
    Window h = o.rows();
    Window w = o.columns();
    int channels = o.input().channels();
    String weights = code.pass().field(Types.FOLDING, node.output().name() + "Folding", Text.of("new $T($L, $L, $L, $L, $L, $L, $L)",
        Types.FOLDING, code.parameter(node, Role.WEIGHT), o.output().channels(), channels, h.kernel(), w.kernel(), h.stride(),
        h.dilation()));
    code.line(Text.of("$N.refresh();\n", weights));
    Extent extent = code.scratchExtent(node, o.reach(Axis.HEIGHT));
    Sweep rows = Sweep.transposed(h, o.output().height(), o.input().height());
    Sweep columns = Sweep.transposed(Window.point(1), o.output().width(), o.output().width());
    Correlation correlation = new Correlation(name, dy, sums, rows, columns, 1, o.output().channels(), sums.region().shape().channels(),
        weights + ".packed()", "ZEROS", extent);
    code.step(name + "Sums", "Sums for all columns of the kernel of " + node.output().told() + ", side by side.", correlation.items(),
        correlation.work(), correlation.body(code.pass(), Epilogue.NONE));
    Extent each = extent.rowByRow();
    Text fold = Text.of("$T.row($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", Types.FOLDING, sums.array(),
        Rows.row(each, sums), sums.step(), each.first(), each.columns(sums.width()), dx.array(), dx.row(), dx.step(), channels, w.kernel(),
        w.stride(), w.dilation(), w.before(), dx.width());
    code.step(name, code.sentence(node), each.rows(dx.height()), each.work(sums.region().shape().size()),
        each.loop(dx.height(), Text.builder().add(code.clearRow(node, 0)).add(fold).build()));
  }
}
