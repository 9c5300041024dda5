package dev.fovea.runtime.kernel;

/** Which steps of a window along one axis lie on real pixels: those from {@link #first} up to, not including, {@link #end}. */
final class Window {
  private Window() {}

  /** The first step at or past the image's edge. */
  static int first(int start, int dilation) {
    return start >= 0 ? 0 : (dilation - 1 - start) / dilation;
  }

  /** One past the last step before the image's other edge. */
  static int end(int start, int dilation, int kernel, int size) {
    return start >= size ? 0 : Math.min(kernel, (size - start + dilation - 1) / dilation);
  }
}
