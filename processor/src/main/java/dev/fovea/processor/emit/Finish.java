package dev.fovea.processor.emit;

/**
 * One pass over a row that a step has just produced, {@code y = min(max(y * scale + shift + residual, low), high)}: gathers as much of
 * what is to be done in place as the formula can hold, in its order.
 */
final class Finish {
  private final Buffer y;
  private final Place place;
  private String norm;
  private Buffer residual;
  private String low;
  private String high;

  Finish(Buffer y, Place place) {
    this.y = y;
    this.place = place;
  }

  /** Whether this is the buffer whose row is finished. */
  boolean isOf(Buffer buffer) {
    return buffer.region().equals(y.region());
  }

  /** A batch norm's scale and shift; false if something was gathered before. */
  boolean scale(String field) {
    if (norm != null || residual != null || low != null) {
      return false;
    }
    norm = field;
    return true;
  }

  /** Another tensor of the same shape; false if there is one already, or bounds. */
  boolean add(Buffer other) {
    if (residual != null || low != null) {
      return false;
    }
    residual = other;
    return true;
  }

  /** Bounds, as Java writes them; false if there are some already, or nothing else to be done with them. */
  boolean clamp(String from, String to) {
    if (low != null || norm == null && residual == null) {
      return false;
    }
    low = from;
    high = to;
    return true;
  }

  /** The call. */
  Text code() {
    if (norm == null && residual == null) {
      return Text.of("");
    }
    int channels = (y.region().shape().channels() + 15) / 16 * 16;
    Text scale = norm == null ? Text.of("null,$Wnull") : Text.of("$N.scale(),$W$N.shift()", norm, norm);
    Text other = residual == null ? Text.of("null,$W0,$W0")
        : Text.of("$L,$W$L,$W$L", residual.array(), place.in(residual), residual.step());
    return Text.of("kernels.finish($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", scale, other, low == null ? "-INFINITY" : low,
        high == null ? "INFINITY" : high, y.array(), place.in(y), y.step(), y.width(), channels);
  }
}
