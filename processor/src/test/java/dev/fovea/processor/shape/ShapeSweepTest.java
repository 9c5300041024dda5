package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.fovea.AvgPool;
import dev.fovea.Conv;
import dev.fovea.MaxPool;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thousands of windows of every shape, whose sizes PyTorch decided. The height varies; the width is one pixel under one tap. */
class ShapeSweepTest {
  private static final int REJECTED = -1;
  private static final JsonObject SWEEP = Material.ofProject("shape_sweep.json");

  /** Rows of a set, which must not become fewer unnoticed. */
  private static List<JsonArray> rows(String set, int count) {
    List<JsonArray> rows = new ArrayList<>();
    for (JsonElement row : SWEEP.getAsJsonObject(set).getAsJsonArray("rows")) {
      rows.add(row.getAsJsonArray());
    }
    assertEquals(count, rows.size());
    return rows;
  }

  private static int at(JsonArray row, int column) {
    return row.get(column).getAsInt();
  }

  private static int[] both(int height, int width) {
    return new int[] {height, width};
  }

  private static Written.Result infer(int height, OperationSpec operation) {
    return new Written(1, height, 1).layer("net", "input", operation).infer();
  }

  private static int size(Written.Result result) {
    return result.accepted() ? result.shape("net").height() : REJECTED;
  }

  private static void assertRows(List<String> wrong) {
    assertEquals(List.of(), wrong);
  }

  @Test
  void convolutionsHavePyTorchsSizes() {
    List<String> wrong = new ArrayList<>();
    for (JsonArray row : rows("conv2d", 1740)) {
      int found = size(infer(at(row, 0), op(Conv.class, "filters", 1, "kernel", both(at(row, 1), 1), "stride", both(at(row, 2), 1),
          "padding", both(at(row, 3), 0), "dilation", both(at(row, 4), 1))));
      if (found != at(row, 5)) {
        wrong.add(row + " but " + found);
      }
    }
    assertRows(wrong);
  }

  @Test
  void maxPoolsHavePyTorchsSizesAndEveryWindowSeesAPixel() {
    List<String> wrong = new ArrayList<>();
    for (JsonArray row : rows("max_pool2d", 1934)) {
      Written.Result result = infer(at(row, 0), op(MaxPool.class, "kernel", both(at(row, 1), 1), "stride", both(at(row, 2), 1),
          "padding", both(at(row, 3), 0), "dilation", both(at(row, 4), 1), "ceil", at(row, 5) == 1));
      compare(row, at(row, 6), at(row, 4), result, wrong);
    }
    assertRows(wrong);
  }

  @Test
  void averagePoolsHavePyTorchsSizesAndEveryWindowSeesAPixel() {
    List<String> wrong = new ArrayList<>();
    for (JsonArray row : rows("avg_pool2d", 1149)) {
      Written.Result result = infer(at(row, 0), op(AvgPool.class, "kernel", both(at(row, 1), 1), "stride", both(at(row, 2), 1),
          "padding", both(at(row, 3), 0), "ceil", at(row, 4) == 1, "countPadding", at(row, 5) == 1));
      compare(row, at(row, 6), 1, result, wrong);
    }
    assertRows(wrong);
  }

  /**
   * PyTorch wants a padding of at most half the kernel; Fovea wants every window to see a pixel. Where both accept, they agree. PyTorch
   * alone accepts windows whose taps all miss the image; Fovea alone accepts more padding where it does no harm.
   */
  private static void compare(JsonArray row, int expected, int dilation, Written.Result result, List<String> wrong) {
    int found = size(result);
    int input = at(row, 0);
    int kernel = at(row, 1);
    int stride = at(row, 2);
    int padding = at(row, 3);
    if (found == expected) {
      return;
    }
    boolean blind = expected != REJECTED && IntStream.range(0, expected).anyMatch(window -> IntStream.range(0, kernel)
        .map(tap -> window * stride - padding + tap * dilation).noneMatch(pixel -> 0 <= pixel && pixel < input));
    boolean rightlyRejected = found == REJECTED && blind && result.errors().get(0).code() == Code.PADDING;
    boolean rightlyAccepted = expected == REJECTED && 2 * padding > kernel;
    if (!rightlyRejected && !rightlyAccepted) {
      wrong.add(row + " but " + found);
    }
  }

  @Test
  void transposedConvolutionsHavePyTorchsSizes() {
    List<String> wrong = new ArrayList<>();
    for (JsonArray row : rows("conv_transpose2d", 3445)) {
      int found = size(infer(at(row, 0), op(TransposedConv.class, "filters", 1, "kernel", both(at(row, 1), 1), "stride",
          both(at(row, 2), 1), "padding", both(at(row, 3), 0), "dilation", both(at(row, 4), 1), "outputPadding", both(at(row, 5), 0))));
      if (found != at(row, 6)) {
        wrong.add(row + " but " + found);
      }
    }
    assertRows(wrong);
  }

  @Test
  void outputSizesAreReachedWherePyTorchReachesThem() {
    List<String> wrong = new ArrayList<>();
    for (JsonArray row : rows("conv_transpose2d_output_size", 455)) {
      List<Integer> expected = IntStream.of(Material.integers(row.get(5))).boxed().toList();
      int most = expected.stream().mapToInt(Integer::intValue).max().orElse(40) + 12;
      List<Integer> accepted = IntStream.rangeClosed(1, most).filter(wanted -> size(infer(at(row, 0), op(TransposedConv.class,
          "filters", 1, "kernel", both(at(row, 1), 1), "stride", both(at(row, 2), 1), "padding", both(at(row, 3), 0), "dilation",
          both(at(row, 4), 1), "outputSize", both(wanted, 1)))) == wanted).boxed().toList();
      if (!accepted.equals(expected)) {
        wrong.add(row + " but " + accepted);
      }
    }
    assertRows(wrong);
  }

  @Test
  void aSizeTakenFromAnotherLayerIsReachedAsIfItWereWritten() {
    for (JsonArray row : rows("conv_transpose2d_output_size", 455)) {
      for (int wanted : Material.integers(row.get(5))) {
        Written.Result result = new Written(1, wanted, 1)
            .layer("small", "input", op(Conv.class, "filters", 1, "kernel", both(at(row, 1), 1), "stride", both(at(row, 2), 1),
                "padding", both(at(row, 3), 0), "dilation", both(at(row, 4), 1)))
            .layer("up", "small #input", op(TransposedConv.class, "filters", 1, "kernel", both(at(row, 1), 1), "stride",
                both(at(row, 2), 1), "padding", both(at(row, 3), 0), "dilation", both(at(row, 4), 1))).infer();
        assertTrue(result.accepted(), () -> row + "\n" + result.text());
        assertEquals(wanted, result.shape("up").height(), row.toString());
      }
    }
  }
}
