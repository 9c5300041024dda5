package dev.fovea.runtime.visual;

/** Colours for the numbers from 0 to 1, interpolated between a few anchors. */
public final class ColorMap {
  /** The colour of what is not a number, which no map here contains. */
  public static final int NOT_A_NUMBER = 0xFF00E6;

  /**
   * Dark violet over green to yellow: perceptually uniform, and readable in grey and by the colour-blind (S. van der
   * Walt, N. Smith).
   */
  public static final ColorMap VIRIDIS = new ColorMap(0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779,
      0x6ECE58, 0xB5DE2B, 0xFDE725);

  /** Black over violet and orange to pale yellow: perceptually uniform (S. van der Walt, N. Smith). */
  public static final ColorMap MAGMA = new ColorMap(0x000004, 0x180F3D, 0x440F76, 0x721F81, 0x9E2F7F, 0xCD4071, 0xF1605D,
      0xFD9668, 0xFECA8D, 0xFCFDBF);

  /** Blue over white, which is the middle, to red: for signed values (C. Brewer's RdBu, reversed). */
  public static final ColorMap BLUE_WHITE_RED = new ColorMap(0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7,
      0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F);

  /** Black to white. */
  public static final ColorMap GRAY = new ColorMap(0x000000, 0xFFFFFF);

  private final int[] anchors;

  /** Colours {@code 0xRRGGBB} at equal distances from 0 to 1. */
  public ColorMap(int... anchors) {
    if (anchors.length < 2) {
      throw new IllegalArgumentException("a colour map needs at least 2 anchors, not " + anchors.length);
    }
    this.anchors = anchors.clone();
  }

  /**
   * The colour {@code 0xRRGGBB} at a position; positions outside 0 to 1 get the nearest end, NaN gets {@link
   * #NOT_A_NUMBER}.
   */
  public int rgb(double position) {
    if (Double.isNaN(position)) {
      return NOT_A_NUMBER;
    }
    double scaled = Math.min(1, Math.max(0, position)) * (anchors.length - 1);
    int left = Math.min((int) scaled, anchors.length - 2);
    return mix(anchors[left], anchors[left + 1], scaled - left);
  }

  /** A share of the second colour over the first. */
  static int mix(int first, int second, double share) {
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = first >> shift & 0xFF;
      int b = second >> shift & 0xFF;
      color |= (int) (a + (b - a) * share + 0.5) << shift;
    }
    return color;
  }
}
