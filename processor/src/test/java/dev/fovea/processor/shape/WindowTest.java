package dev.fovea.processor.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The arithmetic of windows against windows that are put down one by one. */
class WindowTest {
  private static final int LARGEST_INPUT = 9;

  private interface Check {
    void check(Window window, int input);
  }

  /** Every window of small numbers over every small input. */
  private static void forAll(int paddings, Check check) {
    for (int input = 1; input <= LARGEST_INPUT; input++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 6; stride++) {
          for (int dilation = 1; dilation <= 4; dilation++) {
            for (int padding = 0; padding < paddings * paddings * 2; padding++) {
              check.check(new Window(kernel, stride, dilation, padding / 2 / paddings, padding / 2 % paddings, padding % 2 == 1), input);
            }
          }
        }
      }
    }
  }

  /** Windows that lie inside the padded input, counted. */
  private static int inside(Window w, int input) {
    int count = 0;
    int last = (w.kernel() - 1) * w.dilation();
    for (int start = -w.before(); start + last < input + w.after(); start += w.stride()) {
      count++;
    }
    return count;
  }

  /** In ceil mode one that hangs over the end counts as well; but a last one that starts past the input does not, hanging or not. */
  private static int count(Window w, int input) {
    int inside = inside(w, input);
    int last = (w.kernel() - 1) * w.dilation();
    int next = -w.before() + inside * w.stride();
    boolean covered = next + last - w.stride() == input + w.after() - 1;
    boolean hangs = next + last >= input + w.after() && (inside > 0 ? !covered : next + last - w.stride() < input + w.after() - 1);
    int all = hangs ? inside + 1 : inside;
    boolean startsPast = (all - 1) * w.stride() - w.before() >= input;
    return w.ceil() ? startsPast ? all - 1 : all : inside;
  }

  @Test
  void outputsAreWindowsThatFit() {
    forAll(5, (window, input) -> assertEquals(count(window, input), Math.max(0, window.output(input)),
        () -> window + " on " + input));
  }

  @Test
  void aWindowIsBlindIfAllItsTapsMissTheInput() {
    forAll(8, (window, input) -> {
      boolean blind = false;
      for (int o = 0; o < window.output(input); o++) {
        boolean sees = false;
        for (int tap = 0; tap < window.kernel(); tap++) {
          int pixel = o * window.stride() - window.before() + tap * window.dilation();
          sees |= 0 <= pixel && pixel < input;
        }
        blind |= !sees;
      }
      assertEquals(blind, window.hasBlindWindow(input), () -> window + " on " + input);
    });
  }

  @Test
  void tapsFartherApartThanTheInputIsLongMayStepOverIt() {
    for (int input = 1; input <= 6; input++) {
      for (int dilation = input; dilation <= 14; dilation++) {
        for (int stride = 1; stride <= 16; stride++) {
          for (int before = 0; before <= 40; before += 3) {
            Window window = new Window(6, stride, dilation, before, 40);
            boolean blind = false;
            for (int o = 0; o < window.output(input); o++) {
              int start = o * stride - before;
              boolean sees = false;
              for (int tap = 0; tap < 6; tap++) {
                sees |= 0 <= start + tap * dilation && start + tap * dilation < input;
              }
              blind |= !sees;
            }
            assertEquals(blind, window.hasBlindWindow(input), window + " on " + input);
          }
        }
      }
    }
  }

  /** Gaps between windows are meant: each window answers for all up to the next one. */
  @Test
  void unreadPixelsAreThoseAfterTheLastWindow() {
    forAll(5, (window, input) -> {
      if (window.output(input) < 1) {
        return;
      }
      int reached = 0;
      for (int o = 0; o < window.output(input); o++) {
        int start = o * window.stride() - window.before();
        int width = Math.max(window.stride(), (window.kernel() - 1) * window.dilation() + 1);
        for (int pixel = start; pixel < start + width; pixel++) {
          reached = Math.max(reached, pixel + 1);
        }
      }
      assertEquals(Math.max(0, input - reached), window.unread(input), () -> window + " on " + input);
    });
  }

  @Test
  void aTransposedWindowGivesBackTheSizeThatAWindowHasTaken() {
    forAll(4, (window, input) -> {
      long outputs = window.output(input);
      if (outputs >= 1 && !window.ceil()) {
        long most = window.transposedOutput(outputs, window.stride() - 1);
        assertTrue(window.transposedOutput(outputs, 0) <= input && input <= most, () -> window + " on " + input);
      }
    });
  }

  @Test
  void billionsOfWindowsAreNotVisited() {
    int most = Integer.MAX_VALUE;
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
      assertFalse(new Window(most, 1, 1, most - 1, most - 1).hasBlindWindow(10));
      assertTrue(new Window(most - 1, 1, 1, most - 1, most - 1).hasBlindWindow(10));
      assertTrue(new Window(3, 1, 1 << 30, most, most).hasBlindWindow((1 << 30) - 1));
      assertFalse(new Window(3, 1 << 30, 1 << 30, most, most).hasBlindWindow((1 << 30) - 1));
    });
  }
}
