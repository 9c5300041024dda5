package dev.fovea.processor.plan;

/** Where values of the fused pass live: a buffer, from the step that first writes to it to the last that reads it, or a slice of one. */
final class Home {
  private final Value value;
  private final int step;
  private int first;
  private int last;
  private Region region;
  private Home whole;
  private int channel;

  /**
   * A buffer that nobody reads yet.
   *
   * @param value the first that lives there
   * @param step the one that produces it; -1 stands for the image's arrival
   */
  Home(Value value, int step) {
    this.value = value;
    this.step = step;
    this.first = step;
    this.last = step;
  }

  /** The first value that lives there. */
  Value value() {
    return value;
  }

  /** The step that produces its values, even if parts of them have been written before. */
  int step() {
    return step;
  }

  /** The step from which on it is needed. */
  int first() {
    return first;
  }

  /** The last step that reads it. */
  int last() {
    return last;
  }

  /** Notes that a step, or a slice, needs it. */
  void need(int from, int to) {
    first = Math.min(first, from);
    last = Math.max(last, to);
  }

  /** The buffer that it is a slice of, which may be one of another; null for none. */
  Home whole() {
    return whole;
  }

  /** The buffer that all its values lie in. */
  Home root() {
    Home root = this;
    while (root.whole != null) {
      root = root.whole;
    }
    return root;
  }

  /** Whether it is a slice that begins at a channel of another. */
  boolean isAt(Home other, int from) {
    return whole == other && channel == from;
  }

  /** Makes it a slice. */
  void put(Home into, int at) {
    whole = into;
    channel = at;
  }

  /** Decides what a buffer looks like and where it lies. */
  void set(Region where) {
    region = where;
  }

  /** Where its values lie. */
  Region region() {
    if (whole == null) {
      return region;
    }
    int from = 0;
    for (Home part = this; part.whole != null; part = part.whole) {
      from += part.channel;
    }
    return root().region.slice(value.shape(), from);
  }
}
