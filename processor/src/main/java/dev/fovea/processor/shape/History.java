package dev.fovea.processor.shape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * How a shape came to be: the layers from the image to it; where layers join, along the input whose size changed least often. Each link
 * knows the one before it, so that layers share what they have in common.
 *
 * @param before how the shape before came to be, or null for the image itself
 * @param step the layer, or the operation within it, that gave the shape
 * @param changes how many steps have changed height or width
 */
public record History(History before, String step, Shape shape, int changes) {
  private static final int MOST = 9;

  /** The history of the image itself. */
  public static History input(Shape shape) {
    return new History(null, "input", shape, 0);
  }

  /** The same, one layer further. */
  public History then(String next, Shape result) {
    boolean same = result.height() == shape.height() && result.width() == shape.width();
    return new History(this, next, result, same ? changes : changes + 1);
  }

  /** Of several ways to one size the one that tells it with the fewest steps; the first where none leads to a value of that size. */
  static History clearest(List<History> ways, Shape result) {
    return ways.stream().filter(way -> way.shape.plane().equals(result.plane())).min(Comparator.comparingInt(History::changes))
        .orElse(ways.get(0));
  }

  /** The last step that changed height or width; null if none has. */
  public String lastChange() {
    History link = this;
    while (link.before != null && link.before.changes == link.changes) {
      link = link.before;
    }
    return link.before == null ? null : link.step;
  }

  /** As in {@code height: 32 -conv1-> 30 -pool1-> 15}; layers that keep the size are left out, long chains are cut in the middle. */
  public String along(Axis axis) {
    return axis + ": " + chain(axis);
  }

  /** The sizes alone, as in {@code 32 -conv1-> 30 -pool1-> 15}. */
  public String chain(Axis axis) {
    Deque<History> links = new ArrayDeque<>();
    for (History link = this; link != null; link = link.before) {
      links.push(link);
    }
    int size = links.pop().shape.along(axis);
    StringBuilder chain = new StringBuilder().append(size);
    List<String> parts = new ArrayList<>();
    for (History link : links) {
      int next = link.shape.along(axis);
      if (next != size) {
        parts.add(" -" + link.step + "-> " + next);
        size = next;
      }
    }
    if (parts.size() > MOST) {
      int cut = parts.size() - MOST + 1;
      parts.subList(MOST / 2, MOST / 2 + cut).clear();
      parts.add(MOST / 2, " ... " + cut + " more ...");
    }
    parts.forEach(chain::append);
    return chain.toString();
  }

  /** Deep chains would overflow the stack of the comparison that records come with. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return along(Axis.HEIGHT) + ", " + along(Axis.WIDTH);
  }
}
