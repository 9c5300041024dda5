package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Use;
import java.util.List;

/** Padding as it was written: numbers, or a mode that decides when the input is known. */
record Paddings(String mode, int top, int left, int bottom, int right) {
  /** Reads {@code padding} and {@code paddingMode}, of which only one may be given; reports and returns null otherwise. */
  static Paddings read(Use use) {
    int[] border = use.border("padding");
    if (border == null) {
      return null;
    }
    String mode = use.attributes().constant("paddingMode");
    if (use.isGiven("padding") && !mode.equals("EXPLICIT")) {
      use.report(Problem.error(Code.NUMBER, use.at("padding"),
          use.name() + " has padding and paddingMode = " + mode + ", which decides the padding itself"),
          List.of(use.leaveOut("padding", List.of(0)), use.fix("leave out paddingMode", "paddingMode", "EXPLICIT")));
      return null;
    }
    return new Paddings(mode, border[0], border[1], border[2], border[3]);
  }

  /** Padding before and after along the height (or the width) of an input, for a window of at most 2^31 - 1. */
  int[] along(boolean height, int input, int stride, long dilated) {
    switch (mode) {
      case "SAME":
      case "SAME_LOWER":
        // TensorFlow: outputs = ceil(input / stride); what the windows need beyond the input is shared out, the odd one after.
        long outputs = (input + (long) stride - 1) / stride;
        int total = (int) Math.min(Integer.MAX_VALUE, Math.max(0, (outputs - 1) * stride + dilated - input));
        int smaller = total / 2;
        return mode.equals("SAME") ? new int[] {smaller, total - smaller} : new int[] {total - smaller, smaller};
      case "HALF":
        return new int[] {(int) (dilated / 2), (int) (dilated / 2)};
      case "FULL":
        return new int[] {(int) (dilated - 1), (int) (dilated - 1)};
      default:
        return height ? new int[] {top, bottom} : new int[] {left, right};
    }
  }
}
