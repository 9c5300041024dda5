package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AdaptiveAvgPool;
import dev.fovea.Add;
import dev.fovea.Conv;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receptive fields against taps that are put down one by one, where they may differ from unit to unit. */
class ReceptiveFieldsTest {
  private static final int IMAGE = 6;
  private static final int FAR = 40;

  /** First and last pixel that each unit depends on; the last is below the first where there is none. */
  private record Seen(int[] first, int[] last) {
    static Seen nothing(int units) {
      Seen seen = new Seen(new int[units], new int[units]);
      for (int unit = 0; unit < units; unit++) {
        seen.first[unit] = FAR;
        seen.last[unit] = -FAR;
      }
      return seen;
    }

    void add(int unit, int from, int to) {
      first[unit] = Math.min(first[unit], from);
      last[unit] = Math.max(last[unit], to);
    }

    int largest() {
      int largest = 0;
      for (int unit = 0; unit < first.length; unit++) {
        largest = Math.max(largest, last[unit] - first[unit] + 1);
      }
      return largest;
    }

    boolean isEven() {
      boolean even = true;
      for (int unit = 0; unit < first.length; unit++) {
        int jump = first.length > 1 ? first[1] - first[0] : 0;
        even &= first[unit] <= last[unit] && first[unit] == first[0] + unit * jump && last[unit] == last[0] + unit * jump;
      }
      return even;
    }

    /** What windows of three units see, two apart, of which the first begins a unit early. */
    Seen throughWindows() {
      Seen windows = nothing((first.length + 2 - 3) / 2 + 1);
      for (int window = 0; window < windows.first.length; window++) {
        for (int unit = Math.max(0, 2 * window - 1); unit <= Math.min(first.length - 1, 2 * window + 1); unit++) {
          windows.add(window, first[unit], last[unit]);
        }
      }
      return windows;
    }
  }

  /** Every pixel, those of an endless border too, paints its taps. */
  private static Seen painted(int units, int kernel, int stride, int padding) {
    Seen seen = Seen.nothing(units);
    for (int pixel = -FAR + 1; pixel < FAR; pixel++) {
      for (int tap = 0; tap < kernel; tap++) {
        int unit = pixel * stride - padding + tap;
        if (unit >= 0 && unit < units) {
          seen.add(unit, pixel, pixel);
        }
      }
    }
    return seen;
  }

  /** Windows over units that are not spaced evenly see no padding around them, and are not spaced evenly either. */
  private static void compare(Seen seen, Written.Result result, String what) {
    ReceptiveField field = result.network().layer("one").receptiveField();
    assertEquals(seen.largest(), field.rows().size(), what);
    assertEquals(seen.isEven(), field.aligned(), what);
    if (field.aligned()) {
      for (int unit = 0; unit < seen.first.length; unit++) {
        assertEquals(unit * field.rows().jump() - field.rows().padding(), seen.first[unit], what);
      }
      return;
    }
    assertEquals(seen.throughWindows().largest(), result.network().layer("two").receptiveField().rows().size(), what);
    assertFalse(result.network().layer("two").receptiveField().aligned(), what);
  }

  private static Written.Result network(OperationSpec operation) {
    Written.Result result = new Written(1, IMAGE, 1).layer("one", "input", operation)
        .layer("two", "one", op(Conv.class, "filters", 1, "kernel", new int[] {3, 1}, "stride", new int[] {2, 1}, "padding",
            new int[] {1, 0}))
        .infer();
    assertTrue(result.accepted(), result::text);
    return result;
  }

  @Test
  void unitsOfATransposedConvolutionSeeThePixelsThatPaintThem() {
    int even = 0;
    for (int kernel = 1; kernel <= 7; kernel++) {
      for (int stride = 1; stride <= 4; stride++) {
        for (int padding = 0; padding <= 2; padding++) {
          Written.Result result = network(op(TransposedConv.class, "filters", 1, "kernel", new int[] {kernel, 1}, "stride",
              new int[] {stride, 1}, "padding", new int[] {padding, 0}));
          String what = "kernel " + kernel + ", stride " + stride + ", padding " + padding;
          Seen seen = painted(stride * (IMAGE - 1) + kernel - 2 * padding, kernel, stride, padding);
          compare(seen, result, what);
          even += seen.isEven() ? 1 : 0;
        }
      }
    }
    assertEquals(7 * 3, even, "only without a stride do all units see as many pixels");
  }

  /** Unit u of o sees pixels floor(u i / o) to ceil((u + 1) i / o) - 1, as PyTorch has it. */
  @Test
  void windowsOverAnAdaptivePoolSeeWhatItsUnitsDo() {
    for (int output = 1; output <= 9; output++) {
      Seen seen = Seen.nothing(output);
      for (int unit = 0; unit < output; unit++) {
        seen.add(unit, unit * IMAGE / output, ((unit + 1) * IMAGE + output - 1) / output - 1);
      }
      Written.Result result = network(op(AdaptiveAvgPool.class, "value", new int[] {output, 1}));
      compare(seen, result, "to " + output);
    }
  }

  private static OperationSpec conv(int kernel, int stride, int before, int after) {
    return op(Conv.class, "filters", 1, "kernel", new int[] {kernel, 1}, "stride", new int[] {stride, 1}, "padding",
        new int[] {before, 0, after, 0});
  }

  private static ReceptiveField joined(int image, OperationSpec first, OperationSpec second, OperationSpec join) {
    Written.Result result = new Written(1, image, 1).layer("a", "input", first).layer("b", "input", second).layer("both", "a b", join)
        .infer();
    assertTrue(result.accepted(), result::text);
    return result.network().layer("both").receptiveField();
  }

  /** A gate of the whole image is the same for all pixels, and what they see beside it adds nothing; one of a part is not. */
  @Test
  void aGateOfTheWholeImageHidesWhatEachPixelSees() {
    OperationSpec multiply = op(Multiply.class);
    for (ReceptiveField whole : List.of(joined(9, conv(1, 1, 0, 0), conv(9, 1, 0, 0), multiply),
        joined(9, conv(9, 1, 0, 0), conv(1, 1, 0, 0), multiply))) {
      assertEquals(new ReceptiveField.Extent(9, 0, 0), whole.rows());
      assertTrue(whole.aligned());
    }
    assertEquals(new ReceptiveField.Extent(11, 0, 1), joined(9, conv(3, 1, 1, 1), conv(11, 1, 1, 1), multiply).rows());
    assertTrue(joined(9, conv(3, 1, 1, 1), conv(11, 1, 1, 1), multiply).aligned());
    assertFalse(joined(9, conv(3, 1, 1, 1), conv(9, 1, 0, 0), multiply).aligned());
    assertFalse(joined(9, conv(1, 1, 0, 0), conv(8, 9, 0, 0), multiply).aligned());
    assertEquals(9, joined(9, conv(1, 1, 0, 0), conv(8, 9, 0, 0), multiply).rows().size());
    assertFalse(joined(9, conv(1, 2, 0, 0), conv(8, 9, 0, 0), multiply).aligned(), "the last of five units sees the ninth pixel");
    assertTrue(joined(9, conv(1, 2, 0, 0), conv(9, 1, 0, 0), multiply).aligned());
  }

  /** Unit u sees pixel u in one branch and pixel 2u - image / 2 in the other. */
  @Test
  void branchesWithDifferentJumpsAreUnitedUnitByUnit() {
    for (int image : new int[] {2, 4, 6, 100, 1 << 13}) {
      ReceptiveField field = joined(image, conv(1, 1, 0, 0), conv(1, 2, image / 2, image / 2), op(Add.class));
      int largest = 0;
      for (int unit = 0; unit < image; unit++) {
        largest = Math.max(largest, Math.abs(unit - (2 * unit - image / 2)) + 1);
      }
      assertEquals(largest, field.rows().size(), "image of " + image);
      assertFalse(field.aligned());
    }
  }

  /** Up to 2^13 units are looked at one by one; more are said to see everything, which is never too little. */
  @Test
  void manyUnevenUnitsAreSaidToSeeTheWholeImage() {
    int most = 1 << 13;
    ReceptiveField united = joined(most + 2, conv(1, 1, 0, 0), conv(1, 2, most / 2 + 1, most / 2 + 1), op(Add.class));
    assertEquals(most + 2, united.rows().size());
    assertFalse(united.aligned());
    OperationSpec up = op(TransposedConv.class, "filters", 1, "kernel", new int[] {2, 1}, "stride", new int[] {2, 1});
    for (int image : new int[] {most / 2, most / 2 + 1}) {
      Written.Result result = new Written(1, image, 1).layer("up", "input", up).layer("next", "up", conv(1, 1, 0, 0)).infer();
      assertTrue(result.accepted(), result::text);
      for (String layer : List.of("up", "next")) {
        assertEquals(2 * image > most ? image : 1, result.network().layer(layer).receptiveField().rows().size(), layer);
        assertFalse(result.network().layer(layer).receptiveField().aligned());
      }
    }
    Written.Result plain = new Written(1, 2 * most, 1).layer("conv", "input", conv(3, 1, 1, 1)).infer();
    assertEquals(new ReceptiveField.Extent(3, 1, 1), plain.network().layer("conv").receptiveField().rows());
  }

  /** Blocks of pixels that are summed up and spread again, beside the pixels and their neighbours. */
  @Test
  void aSkipAroundADownAndUpSeesWhatBothSee() {
    for (int stride = 2; stride <= 4; stride++) {
      Written.Result result = new Written(1, 12, 1).layer("down", "input", conv(stride, stride, 0, 0))
          .layer("up", "down", op(TransposedConv.class, "filters", 1, "kernel", new int[] {stride, 1}, "stride", new int[] {stride, 1}))
          .layer("side", "input", conv(3, 1, 1, 1)).layer("both", "up side", op(Add.class)).layer("back", "side up", op(Add.class))
          .layer("next", "both", conv(2, 1, 0, 0)).everyEndIsAnOutput().infer();
      assertTrue(result.accepted(), result::text);
      Seen both = Seen.nothing(12);
      Seen next = Seen.nothing(11);
      for (int unit = 0; unit < 12; unit++) {
        int block = unit / stride * stride;
        both.add(unit, Math.min(block, unit - 1), Math.max(block + stride - 1, unit + 1));
      }
      for (int unit = 0; unit < 11; unit++) {
        next.add(unit, Math.min(both.first[unit], both.first[unit + 1]), Math.max(both.last[unit], both.last[unit + 1]));
      }
      for (String layer : List.of("both", "back", "next")) {
        ReceptiveField field = result.network().layer(layer).receptiveField();
        assertEquals((layer.equals("next") ? next : both).largest(), field.rows().size(), layer + ", stride " + stride);
        assertFalse(field.aligned());
      }
    }
  }

  /** 13 pixels in 5 parts begin at 0, 2, 5, 7 and 10; units 1 to 7 of what leaves gaps see pixels 4 to 16, every other one. */
  @Test
  void unevenUnitsAreSummedUpByTheirMeanDistanceRoundedDown() {
    OperationSpec parts = op(AdaptiveAvgPool.class, "value", new int[] {5, 1});
    Written.Result result = new Written(1, 13, 1).layer("parts", "input", parts).layer("conv", "input", conv(3, 1, 1, 1))
        .layer("partsOfConv", "conv", parts).everyEndIsAnOutput().infer();
    assertEquals(new ReceptiveField.Extent(4, 2, 0), result.network().layer("parts").receptiveField().rows());
    assertEquals(new ReceptiveField.Extent(6, 2, 1), result.network().layer("partsOfConv").receptiveField().rows());
    Written.Result three = new Written(1, 8, 1).layer("three", "input", op(AdaptiveAvgPool.class, "value", new int[] {3, 1})).infer();
    assertEquals(new ReceptiveField.Extent(4, 2, 0), three.network().layer("three").receptiveField().rows(), "from 0, 2 and 5 on");
    Written.Result gaps = new Written(1, 24, 1).layer("pixels", "input", conv(1, 4, 0, 0)).layer("gaps", "pixels", gaps(2, 1)).infer();
    assertEquals(new ReceptiveField.Extent(1, 2, -2), gaps.network().layer("gaps").receptiveField().rows(), "12 pixels in 6 steps");
    Written.Result nothing = new Written(1, 2, 1).layer("gaps", "input", gaps(3, 1)).infer();
    assertEquals(new ReceptiveField.Extent(0, 0, 0), nothing.network().layer("gaps").receptiveField().rows());
  }

  /** Five parts of 13 pixels end where the image does: windows of five parts see all 13 pixels, never more. */
  @Test
  void windowsPastTheLastPartSeeNoMoreThanTheImage() {
    Written.Result result = new Written(1, 13, 1).layer("windows", "input", op(AdaptiveAvgPool.class, "value", new int[] {5, 1}),
        conv(5, 1, 2, 2)).infer();
    assertEquals(13, result.network().layer("windows").receptiveField().rows().size());
    assertFalse(result.network().layer("windows").receptiveField().aligned());
  }

  /** One tap for several pixels, so that others get none. */
  private static OperationSpec gaps(int stride, int padding) {
    return op(TransposedConv.class, "filters", 1, "kernel", 1, "stride", new int[] {stride, 1}, "padding", new int[] {padding, 0});
  }

  @Test
  void anOperationSeesTheSameOnTheMethodOfAnotherAsOnItsOwn() {
    OperationSpec parts = op(AdaptiveAvgPool.class, "value", new int[] {5, 1});
    for (OperationSpec[] both : new OperationSpec[][] {{parts, op(MaxPool.class, "kernel", new int[] {5, 1})},
        {parts, op(MaxPool.class, "kernel", new int[] {2, 1})}, {conv(3, 1, 1, 1), gaps(2, 0)}, {conv(3, 2, 1, 1), gaps(3, 1)},
        {conv(3, 2, 1, 1), op(MaxPool.class, "kernel", new int[] {3, 1}, "stride", 1)}}) {
      Written.Result result = new Written(1, 13, 1).layer("together", "input", both).layer("first", "input", both[0])
          .layer("second", "first", both[1]).everyEndIsAnOutput().infer();
      assertTrue(result.accepted(), result::text);
      assertEquals(result.network().layer("second").receptiveField(), result.network().layer("together").receptiveField(),
          both[0].kind() + ", " + both[1].kind());
    }
  }
}
