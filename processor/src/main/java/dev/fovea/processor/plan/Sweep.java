package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * How a convolution sweeps along one axis of what it writes: as phases, each a run of evenly spaced outputs whose taps all read at the
 * same distances. A convolution has one phase. A transposed one has a phase for each remainder of its stride, and within a phase it is
 * a plain convolution of stride 1: no zeros are inserted, none multiplied.
 */
public record Sweep(Window window, boolean transposed, List<Phase> phases, int before, int after) {
  /**
   * Outputs {@code first, first + step, ...}.
   *
   * @param remainder which remainder of the stride it serves
   * @param count how many outputs
   * @param taps how many taps of the window meet these outputs
   * @param read the input position that reading starts from: of tap 0 for a convolution, to which a tap's own distance is added
   */
  public record Phase(int remainder, int first, int step, int count, int taps, int read, int readStep) {}

  /** A convolution's sweep over an input; {@code before} and {@code after} are the border that it reads. */
  public static Sweep convolution(Window window, int input, int output) {
    int last = (output - 1) * window.stride() - window.before() + (int) window.dilated() - 1;
    Phase phase = new Phase(0, 0, 1, output, window.kernel(), -window.before(), window.stride());
    return new Sweep(window, false, List.of(phase), window.before(), Math.max(0, last - input + 1));
  }

  /** A transposed convolution's sweep: of a layer, or of a convolution's gradient by its input. */
  public static Sweep transposed(Window window, int input, int output) {
    List<Phase> phases = new ArrayList<>();
    int lowest = 0;
    int highest = input - 1;
    for (int remainder = 0; remainder < window.stride(); remainder++) {
      int first = Math.floorMod(remainder - window.before(), window.stride());
      int count = first >= output ? 0 : (output - first + window.stride() - 1) / window.stride();
      int taps = 0;
      for (int k = 0; k < window.kernel(); k++) {
        if ((long) k * window.dilation() % window.stride() == remainder) {
          taps++;
          if (count > 0) {
            int read = Math.floorDiv(first + window.before() - k * window.dilation(), window.stride());
            lowest = Math.min(lowest, read);
            highest = Math.max(highest, read + count - 1);
          }
        }
      }
      phases.add(new Phase(remainder, first, window.stride(), count, taps, 0, 1));
    }
    return new Sweep(window, true, phases, -lowest, highest - input + 1);
  }

  /** Outputs of the longest phase. */
  public int longest() {
    return phases.stream().mapToInt(Phase::count).max().orElse(0);
  }
}
