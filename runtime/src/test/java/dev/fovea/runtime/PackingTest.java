package dev.fovea.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.kernel.Slices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle writes the storage down slot by slot, in the order in which a kernel reads it, for slices as wide as this run has them. */
class PackingTest {
  @ParameterizedTest
  @CsvSource({"6, 16", "16, 16", "20, 32", "33, '32, 16'", "48, '32, 16'", "50, 64", "64, 64", "80, '64, 16'", "96, '64, 32'",
      "100, '64, 32, 16'", "128, '64, 64'", "176, '64, 64, 32, 16'"})
  void filtersAreCutIntoBlocksOf64Then32Then16(int filters, String blocks) {
    int[] widths = List.of(blocks.split(", ")).stream().mapToInt(Integer::parseInt).toArray();
    assertLayout(Packing.convolution(filters, 3, 2, 5, 1), convolution(widths, filters, 3, 2, 5, 1));
    assertLayout(Packing.convolution(2 * filters, 2, 1, 3, 2), convolution(widths, filters, 2, 1, 3, 2));
  }

  @Test
  void denseLayerIsStoredAsTheConvolutionThatCoversItsInput() {
    Packing dense = Packing.dense(100, 3, 4, 5);
    Packing convolution = Packing.convolution(100, 3, 4, 5, 1);
    assertArrayEquals(new int[] {100, 60}, dense.shape());
    assertEquals(convolution.size(), dense.size());
    for (int unit = 0; unit < 100; unit++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 5; x++) {
            assertEquals(convolution.index(unit, c, y, x), dense.index(unit, (c * 4 + y) * 5 + x));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 3, 3, 2, 2, 1, 1, 1", "3, 20, 4, 4, 2, 2, 1, 1", "6, 5, 5, 3, 3, 2, 2, 3", "2, 70, 2, 3, 1, 4, 1, 1, 2"})
  void phasesOfATransposedConvolutionAreContiguous(int channelsPerGroup, int filters, int height, int width, int strideHeight,
      int strideWidth, int dilation, int groups) {
    Packing packing = Packing.transposed(channelsPerGroup * groups, filters, height, width, strideHeight, strideWidth, dilation,
        dilation, groups);
    List<int[]> slots = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int start = 0;
      for (int block : blocks(filters)) {
        for (int phaseRow = 0; phaseRow < strideHeight; phaseRow++) {
          for (int phaseColumn = 0; phaseColumn < strideWidth; phaseColumn++) {
            for (int slice = start; slice < start + block; slice += Slices.width(block)) {
              for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                  if (y * dilation % strideHeight == phaseRow && x * dilation % strideWidth == phaseColumn) {
                    for (int c = 0; c < channelsPerGroup; c++) {
                      for (int f = slice; f < slice + Slices.width(block); f++) {
                        slots.add(f < filters ? new int[] {group * channelsPerGroup + c, f, y, x} : null);
                      }
                    }
                  }
                }
              }
            }
          }
        }
        start += block;
      }
    }
    assertLayout(packing, slots);
  }

  @Test
  void depthwiseWeightsHaveChannelsSideBySideForEachKernelPosition() {
    List<int[]> slots = new ArrayList<>();
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 2; x++) {
        for (int c = 0; c < 32; c++) {
          slots.add(c < 20 ? new int[] {c, 0, y, x} : null);
        }
      }
    }
    assertLayout(Packing.depthwise(20, 3, 2), slots);
  }

  @Test
  void vectorsAreStoredAsTheyAreWithABlockOfPaddingBehind() {
    Packing packing = Packing.vector(37);
    assertArrayEquals(IntStream.range(0, 37).toArray(), IntStream.range(0, 37).map(packing::index).toArray());
    assertTrue(packing.size() >= 37 + 64);
  }

  @ParameterizedTest
  @CsvSource({"6, 1, 5, 5, 1, 1, 1", "16, 16, 1, 1, 1, 1, 1", "100, 37, 3, 2, 2, 1, 1", "80, 176, 1, 3, 1, 2, 1", "66, 40, 3, 3, 2, 2, 2",
      "120, 5, 2, 2, 3, 3, 4", "50, 130, 4, 4, 1, 1, 1"})
  void copyingToThePackingOfTheTransposedOperationAndBackKeepsEveryElement(int filters, int channels, int height, int width,
      int strideHeight, int strideWidth, int groups) {
    Packing convolution = Packing.convolution(filters, channels, height, width, groups);
    Packing transposed = Packing.transposed(filters, channels, height, width, strideHeight, strideWidth, 1, 1, groups);
    float[] values = random(convolution.count());
    PackedTensor tensor = new PackedTensor("w", convolution);
    tensor.set(values);
    float[] there = new float[transposed.size()];
    convolution.copy(tensor.packed(), transposed, there);
    PackedTensor expected = new PackedTensor("w", transposed);
    expected.set(values);
    assertArrayEquals(expected.packed(), there);
    float[] back = new float[convolution.size()];
    transposed.copy(there, convolution, back);
    assertArrayEquals(tensor.packed(), back);
  }

  @Test
  void paddingIsZeroedAndNothingElse() {
    for (Packing packing : List.of(Packing.convolution(100, 7, 3, 3, 2), Packing.transposed(6, 50, 4, 3, 2, 3, 1, 1, 2),
        Packing.convolution(64, 5, 1, 1, 1), Packing.transposed(6, 42, 3, 3, 2, 2, 1, 1, 3), Packing.depthwise(32, 5, 5))) {
      float[] expected = new float[packing.size()];
      for (int i = 0; i < packing.count(); i++) {
        expected[packing.index(i)] = 1;
      }
      float[] packed = new float[packing.size()];
      Arrays.fill(packed, 1);
      packing.clearPadding(packed);
      assertArrayEquals(expected, packed);
    }
  }

  @Test
  void elementsAreReadAndWrittenInPyTorchsOrderFromAnyPlace() {
    for (Packing packing : List.of(Packing.convolution(100, 7, 3, 3, 2), Packing.transposed(6, 50, 4, 3, 2, 3, 1, 1, 2),
        Packing.depthwise(70, 5, 5), Packing.vector(3000), Packing.dense(48, 50, 1, 1), Packing.convolution(224, 30, 1, 1, 2),
        Packing.transposed(6, 112, 2, 2, 2, 2, 1, 1, 2), Packing.transposed(3, 130, 1, 1, 1, 1, 1, 1, 1))) {
      PackedTensor tensor = new PackedTensor("w", packing);
      float[] values = random(packing.count());
      tensor.set(values);
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], tensor.packed()[packing.index(i)]);
      }
      assertArrayEquals(values, tensor.toArray());
      float[] part = new float[values.length];
      tensor.read(5, part, values.length - 10);
      assertArrayEquals(Arrays.copyOfRange(values, 5, values.length - 5), Arrays.copyOf(part, values.length - 10));
      tensor.write(7, new float[] {1, 2, 3}, 3);
      values[7] = 1;
      values[8] = 2;
      values[9] = 3;
      assertArrayEquals(values, tensor.toArray());
    }
  }

  @Test
  void writingOutsideATensorIsRefusedBeforeAnythingChanges() {
    PackedTensor tensor = new PackedTensor("w", Packing.vector(4));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.write(2, new float[] {1, 2, 3}, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.write(0, new float[] {1}, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.read(-1, new float[4], 2));
    assertArrayEquals(new float[4], tensor.toArray());
    String message = assertThrows(IllegalArgumentException.class, () -> tensor.set(1, 2)).getMessage();
    assertEquals("w has shape [4], 4 numbers, but 2 were given", message);
  }

  @Test
  void everyWriteToAParameterChangesItsVersion() {
    Parameter parameter = new Parameter("b", Parameter.Role.BIAS, Packing.vector(2), Initialization.ZEROS);
    long first = parameter.version();
    parameter.set(1, 2);
    long second = parameter.version();
    parameter.write(1, new float[] {3}, 1);
    assertEquals(3, Set.of(first, second, parameter.version()).size());
  }

  private static int[] blocks(int filters) {
    int padded = (filters + 15) / 16 * 16;
    List<Integer> widths = new ArrayList<>();
    for (int width : new int[] {64, 32, 16}) {
      for (; padded >= width; padded -= width) {
        widths.add(width);
      }
    }
    return widths.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<int[]> convolution(int[] blocks, int filters, int channels, int height, int width, int groups) {
    List<int[]> slots = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int start = 0;
      for (int block : blocks) {
        for (int end = start + block; start < end; start += Slices.width(block)) {
          for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
              for (int c = 0; c < channels; c++) {
                for (int f = start; f < start + Slices.width(block); f++) {
                  slots.add(f < filters ? new int[] {group * filters + f, c, y, x} : null);
                }
              }
            }
          }
        }
      }
    }
    return slots;
  }

  /** Slot {@code i} of the storage holds the element at the given position, or padding. */
  private static void assertLayout(Packing packing, List<int[]> slots) {
    assertEquals(slots.size(), packing.size());
    Map<List<Integer>, Integer> expected = new HashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i) != null) {
        expected.put(IntStream.of(slots.get(i)).boxed().toList(), i);
      }
    }
    int[] shape = packing.shape();
    assertEquals(expected.size(), packing.count());
    Set<Integer> used = new HashSet<>();
    int flat = 0;
    for (int a = 0; a < shape[0]; a++) {
      for (int b = 0; b < shape[1]; b++) {
        for (int y = 0; y < shape[2]; y++) {
          for (int x = 0; x < shape[3]; x++, flat++) {
            int index = packing.index(a, b, y, x);
            assertEquals(expected.get(List.of(a, b, y, x)), index, "element " + List.of(a, b, y, x));
            assertEquals(index, packing.index(flat));
            assertTrue(used.add(index));
          }
        }
      }
    }
  }

  private static float[] random(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
