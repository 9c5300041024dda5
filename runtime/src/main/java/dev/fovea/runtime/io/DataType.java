package dev.fovea.runtime.io;

import java.nio.ByteBuffer;

/** The types of numbers that a safetensors file may hold; the four kinds of floating point can be read. */
enum DataType {
  F64(64) {
    @Override
    boolean decode(ByteBuffer bytes, float[] values, int count) {
      boolean fits = true;
      for (int i = 0; i < count; i++) {
        double value = bytes.getDouble();
        values[i] = (float) value;
        fits &= Double.isInfinite(value) || !Float.isInfinite(values[i]);
      }
      return fits;
    }
  },
  F32(32) {
    @Override
    boolean decode(ByteBuffer bytes, float[] values, int count) {
      bytes.asFloatBuffer().get(values, 0, count);
      return true;
    }
  },
  F16(16) {
    @Override
    boolean decode(ByteBuffer bytes, float[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = half(bytes.getShort());
      }
      return true;
    }
  },
  /** The upper half of an F32. */
  BF16(16) {
    @Override
    boolean decode(ByteBuffer bytes, float[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = Float.intBitsToFloat(bytes.getShort() << 16);
      }
      return true;
    }
  },
  I64(64), U64(64), I32(32), U32(32), I16(16), U16(16), I8(8), U8(8), BOOL(8), C64(64),
  F8_E4M3(8), F8_E5M2(8), F8_E4M3FNUZ(8), F8_E5M2FNUZ(8), F8_E8M0(8), F6_E2M3(6), F6_E3M2(6), F4(4);

  private final int bits;

  DataType(int bits) {
    this.bits = bits;
  }

  /** The size of one number. */
  int bits() {
    return bits;
  }

  /** Whether {@link #decode} can read it. */
  boolean isReadable() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /**
   * Converts little-endian numbers to the nearest floats.
   *
   * @return whether every finite number is finite as a float
   */
  boolean decode(ByteBuffer bytes, float[] values, int count) {
    throw new UnsupportedOperationException(this + " is no floating point type that can be read");
  }

  /** IEEE 754 binary16: 1 sign bit, 5 bits of exponent with bias 15, 10 bits of fraction. Every value is exact as a float. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3f800000));
    }
    int wide = exponent == 31 ? 255 : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
