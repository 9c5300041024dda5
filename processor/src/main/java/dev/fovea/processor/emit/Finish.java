package dev.fovea.processor.emit;

/**
 * One pass over a row that a step has just produced, {@code y = min(max(y * scale + shift + residual, low), high)}: gathers as much of
 * what is to be done in place as the formula can hold, in its order.
 */
final class Finish {
  private final Buffer y;
  private final Place place;
  private final String first;
  private final String channels;
  private String norm;
  private Buffer residual;
  private String low;
  private String high;

  /** Of all channels. */
  Finish(Buffer y, Place place) {
    this(y, place, "0", String.valueOf((y.region().shape().channels() + 15) / 16 * 16));
  }

  /** Of some channels, given by expressions of the first and of their number. */
  Finish(Buffer y, Place place, String first, String channels) {
    this.y = y;
    this.place = place;
    this.first = first;
    this.channels = channels;
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

  /** Bounds, as Java writes them; false if there are some already. */
  boolean clamp(String from, String to) {
    if (low != null) {
      return false;
    }
    low = from;
    high = to;
    return true;
  }

  /** What a run does before, once. */
  Text before() {
    return norm == null ? Text.of("") : Text.of("$N.fold();\n", norm);
  }

  /** What values are kept between. */
  Text bounds() {
    return Text.of("$L,$W$L", low == null ? "-INFINITY" : low, high == null ? "INFINITY" : high);
  }

  /** The call; nothing where nothing was gathered. */
  Text code() {
    if (norm == null && residual == null && low == null) {
      return Text.of("");
    }
    Text scale = norm == null ? Text.of("null,$Wnull,$W0") : Text.of("$N.scale(),$W$N.shift(),$W$L", norm, norm, first);
    Text other = residual == null ? Text.of("null,$W0,$W0")
        : Text.of("$L,$W$L,$W$L", residual.array(), at(residual), residual.step());
    return Text.of("kernels.finish($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", scale, other, bounds(), y.array(), at(y), y.step(),
        y.width(), channels);
  }

  private Text at(Buffer buffer) {
    return first.equals("0") ? place.in(buffer) : Text.of("$L + $L", place.in(buffer), first);
  }
}
