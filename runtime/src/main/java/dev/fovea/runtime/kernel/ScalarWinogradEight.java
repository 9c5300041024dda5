package dev.fovea.runtime.kernel;

/** One axis of Winograd's transforms with a side of eight inputs in plain Java: the formulas of {@link VectorWinogradEight}. */
final class ScalarWinogradEight {
  private ScalarWinogradEight() {}

  static void inputs(float[] from, int from0, int step, float[] to, int to0, int toStep, int channels) {
    for (int c = 0; c < channels; c++) {
      int at = from0 + c;
      float d0 = from[at];
      float d1 = from[at + step];
      float d2 = from[at + 2 * step];
      float d3 = from[at + 3 * step];
      float d4 = from[at + 4 * step];
      float d5 = from[at + 5 * step];
      float d6 = from[at + 6 * step];
      float d7 = from[at + 7 * step];
      float even = d2 + d6 - 4.25f * d4;
      float odd = d1 + d5 - 4.25f * d3;
      float evenTwo = d6 + 0.25f * d2 - 1.25f * d4;
      float oddTwo = 2 * d5 - 2.5f * d3 + 0.5f * d1;
      float evenHalf = d6 + 4 * (d2 - 1.25f * d4);
      float oddHalf = 2 * d1 - 2.5f * d3 + 0.5f * d5;
      to[to0 + c] = 5.25f * (d4 - d2) + (d0 - d6);
      to[to0 + toStep + c] = even + odd;
      to[to0 + 2 * toStep + c] = even - odd;
      to[to0 + 3 * toStep + c] = evenTwo + oddTwo;
      to[to0 + 4 * toStep + c] = evenTwo - oddTwo;
      to[to0 + 5 * toStep + c] = evenHalf + oddHalf;
      to[to0 + 6 * toStep + c] = evenHalf - oddHalf;
      to[to0 + 7 * toStep + c] = 5.25f * (d3 - d5) + (d7 - d1);
    }
  }

  /** In place. */
  static void outputs(float[] m, int from, int step, int filters) {
    for (int f = 0; f < filters; f++) {
      int at = from + f;
      float p = m[at + step] + m[at + 2 * step];
      float q = m[at + step] - m[at + 2 * step];
      float r = m[at + 3 * step] + m[at + 4 * step];
      float s = m[at + 3 * step] - m[at + 4 * step];
      float u = m[at + 5 * step] + m[at + 6 * step];
      float v = m[at + 5 * step] - m[at + 6 * step];
      m[at] = m[at] + p + r + u;
      m[at + step] = q + 2 * s + 0.5f * v;
      m[at + 2 * step] = p + 4 * r + 0.25f * u;
      m[at + 3 * step] = q + 8 * s + 0.125f * v + m[at + 7 * step];
    }
  }

  static void taps(float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    for (int f = 0; f < n; f++) {
      float g0 = from[from0 + f];
      float g1 = from[from0 + step + f];
      float g2 = from[from0 + 2 * step + f];
      float g3 = from[from0 + 3 * step + f];
      float g4 = from[from0 + 4 * step + f];
      float even = (g0 + g2 + g4) * -2 / 9;
      float odd = (g1 + g3) * -2 / 9;
      float two = (g0 + 4 * g2 + 16 * g4) / 90;
      float twoOdd = (g1 + 4 * g3) / 45;
      float half = (g0 + g2 / 4 + g4 / 16) * 32 / 45;
      float halfOdd = (g1 + g3 / 4) * 16 / 45;
      to[to0 + f] = g0;
      to[to0 + toStep + f] = even + odd;
      to[to0 + 2 * toStep + f] = even - odd;
      to[to0 + 3 * toStep + f] = two + twoOdd;
      to[to0 + 4 * toStep + f] = two - twoOdd;
      to[to0 + 5 * toStep + f] = half + halfOdd;
      to[to0 + 6 * toStep + f] = half - halfOdd;
      to[to0 + 7 * toStep + f] = g4;
    }
  }

  static void arrived(float[] from, int from0, int step, float[] to, int to0, int toStep, int filters) {
    for (int f = 0; f < filters; f++) {
      float d0 = from[from0 + f];
      float d1 = from[from0 + step + f];
      float d2 = from[from0 + 2 * step + f];
      float d3 = from[from0 + 3 * step + f];
      float two = d0 + 4 * d2;
      float twoOdd = 2 * (d1 + 4 * d3);
      float half = d0 + d2 / 4;
      float halfOdd = (d1 + d3 / 4) / 2;
      to[to0 + f] = d0;
      to[to0 + toStep + f] = (d0 + d2) + (d1 + d3);
      to[to0 + 2 * toStep + f] = (d0 + d2) - (d1 + d3);
      to[to0 + 3 * toStep + f] = two + twoOdd;
      to[to0 + 4 * toStep + f] = two - twoOdd;
      to[to0 + 5 * toStep + f] = half + halfOdd;
      to[to0 + 6 * toStep + f] = half - halfOdd;
      to[to0 + 7 * toStep + f] = d3;
    }
  }

  static void sums(float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    for (int f = 0; f < n; f++) {
      int at = from0 + f;
      float p = (from[at + step] + from[at + 2 * step]) * -2 / 9;
      float q = (from[at + step] - from[at + 2 * step]) * -2 / 9;
      float r = (from[at + 3 * step] + from[at + 4 * step]) / 90;
      float t = (from[at + 3 * step] - from[at + 4 * step]) / 45;
      float u = (from[at + 5 * step] + from[at + 6 * step]) * 32 / 45;
      float v = (from[at + 5 * step] - from[at + 6 * step]) * 16 / 45;
      float last = from[at + 7 * step];
      to[to0 + f] = from[at] + p + r + u;
      to[to0 + toStep + f] = q + t + v;
      to[to0 + 2 * toStep + f] = p + 4 * r + u / 4;
      to[to0 + 3 * toStep + f] = q + 4 * t + v / 4;
      to[to0 + 4 * toStep + f] = p + 16 * r + u / 16 + last;
    }
  }
}
