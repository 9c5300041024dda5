package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The transforms of a gradient by weights: those of {@link VectorWinograd}'s outputs and filters, transposed. */
final class VectorWinogradGradients {
  private VectorWinogradGradients() {}

  static void outputs(float[] dy, int dy0, int rowStride, int pixelStride, float[] d, int d0, int positionStride, int tileStride,
      int tiles, int filters) {
    for (int t = 0; t < tiles; t++) {
      for (int f = 0; f < filters; f += LANES) {
        int from = dy0 + 4 * t * pixelStride + f;
        int to = d0 + t * tileStride + f;
        for (int j = 0; j < 4; j++) {
          outputs(dy, from + j * pixelStride, rowStride, d, to + j * positionStride, 6 * positionStride);
        }
        for (int i = 0; i < 6; i++) {
          outputs(d, to + 6 * i * positionStride, positionStride, d, to + 6 * i * positionStride, positionStride);
        }
      }
    }
  }

  /** {@code A d}. */
  private static void outputs(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
    FloatVector four = FloatVector.broadcast(SPECIES, 4f);
    FloatVector even = d0.add(d2);
    FloatVector odd = d1.add(d3);
    FloatVector outer = d2.fma(four, d0);
    FloatVector inner = d3.fma(four, d1);
    inner = inner.add(inner);
    d0.intoArray(to, to0);
    even.add(odd).intoArray(to, to0 + toStep);
    even.sub(odd).intoArray(to, to0 + 2 * toStep);
    outer.add(inner).intoArray(to, to0 + 3 * toStep);
    outer.sub(inner).intoArray(to, to0 + 4 * toStep);
    d3.intoArray(to, to0 + 5 * toStep);
  }

  static void filters(float[] s, int s0, int sStride, float[] dw, int dw0, int wStride, int n) {
    for (int f = 0; f < n; f += LANES) {
      for (int j = 0; j < 6; j++) {
        filters(s, s0 + j * sStride + f, 6 * sStride, s, s0 + j * sStride + f, 6 * sStride);
      }
      for (int i = 0; i < 3; i++) {
        filters(s, s0 + 6 * i * sStride + f, sStride, dw, dw0 + 3 * i * wStride + f, wStride);
      }
    }
  }

  /** {@code G^T s}. */
  private static void filters(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector s1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector s2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector s3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
    FloatVector s4 = FloatVector.fromArray(SPECIES, from, at + 4 * step);
    FloatVector sixth = FloatVector.broadcast(SPECIES, 1f / 6);
    FloatVector first = FloatVector.fromArray(SPECIES, from, at).mul(0.25f);
    FloatVector last = FloatVector.fromArray(SPECIES, from, at + 5 * step);
    FloatVector p = s1.add(s2);
    FloatVector r = s3.add(s4);
    r.fma(FloatVector.broadcast(SPECIES, 1f / 24), p.fma(sixth.neg(), first)).intoArray(to, to0);
    s2.sub(s1).fma(sixth, s3.sub(s4).mul(1f / 12)).intoArray(to, to0 + toStep);
    r.sub(p).fma(sixth, last).intoArray(to, to0 + 2 * toStep);
  }
}
