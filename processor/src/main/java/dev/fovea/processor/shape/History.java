package dev.fovea.processor.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * How a shape came to be: the layers from the image to it, along first inputs.
 *
 * @param steps a name and the shape it gave, the image first
 */
public record History(List<Step> steps) {
  private static final int MOST = 9;

  /** A layer and its shape. */
  public record Step(String layer, Shape shape) {}

  /** The history of the image itself. */
  public static History input(Shape shape) {
    return new History(List.of(new Step("input", shape)));
  }

  /** The same, one layer further. */
  public History then(String layer, Shape shape) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(layer, shape));
    return new History(longer);
  }

  /** As in {@code height: 32 -conv1-> 30 -pool1-> 15}; layers that keep the size are left out, long chains are cut in the middle. */
  public String along(Axis axis) {
    List<String> parts = new ArrayList<>();
    int size = steps.get(0).shape().along(axis);
    String start = axis + ": " + size;
    for (Step step : steps.subList(1, steps.size())) {
      int next = step.shape().along(axis);
      if (next != size) {
        parts.add(" -" + step.layer() + "-> " + next);
        size = next;
      }
    }
    if (parts.size() > MOST) {
      int cut = parts.size() - MOST + 1;
      parts.subList(MOST / 2, MOST / 2 + cut).clear();
      parts.add(MOST / 2, " ... " + cut + " more ...");
    }
    return start + String.join("", parts);
  }
}
