package dev.fovea.runtime;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * One layer of a network's catalogue.
 *
 * @param name the dotted name, as in the interface
 * @param index the position in an order in which every layer comes after those it reads
 * @param operations its operations, from left to right
 * @param inputs what it reads, with the interval arithmetic from its units back to theirs
 * @param channels channels of its output
 * @param height rows of its output
 * @param width columns of its output
 * @param receptiveField what one of its units sees of the image
 * @param parameters how many numbers are trained
 * @param multiplyAdds multiply-adds of one image's forward pass
 */
public record Layer(String name, int index, List<Operation> operations, List<Reach> inputs, int channels, int height, int width,
    ReceptiveField receptiveField, long parameters, long multiplyAdds) {

  /** Keeps copies of the lists. */
  public Layer {
    operations = List.copyOf(operations);
    inputs = List.copyOf(inputs);
  }

  /** Its operations in a few words, as in {@code conv 5x5, relu}. */
  public String label() {
    return operations.stream().map(Operation::label).collect(Collectors.joining(", "));
  }

  /** The shape of its output, {@code [channels, height, width]}. */
  public int[] shape() {
    return new int[] {channels, height, width};
  }

  /**
   * The part of the image that the unit in a row and a column can see, before it is cut at the image's edges.
   *
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  public Region region(int row, int column) {
    if (row < 0 || row >= height || column < 0 || column >= width) {
      throw new IndexOutOfBoundsException(
          "unit (" + row + ", " + column + ") is outside " + name + ", which is " + height + "x" + width);
    }
    Map<Layer, Region> needed = new IdentityHashMap<>();
    PriorityQueue<Layer> waiting = new PriorityQueue<>(Comparator.comparingInt(Layer::index).reversed());
    needed.put(this, new Region(row, column, row, column));
    waiting.add(this);
    Region seen = Region.EMPTY;
    // Later layers first: when a layer's turn comes, every branch that reads it has said what it needs.
    while (!waiting.isEmpty()) {
      Layer layer = waiting.remove();
      for (Reach input : layer.inputs) {
        Region read = input.back(needed.get(layer));
        if (input.layer() == null) {
          seen = seen.union(read);
        } else if (needed.merge(input.layer(), read, Region::union) == read) {
          waiting.add(input.layer());
        }
      }
    }
    return seen;
  }

  @Override
  public String toString() {
    return name + " [" + channels + ", " + height + ", " + width + "]";
  }
}
