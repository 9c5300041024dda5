package dev.fovea.processor.shape;

import dev.fovea.processor.graph.LayerSpec;
import java.util.List;

/**
 * A layer whose shapes are proved.
 *
 * @param inputs the layers whose values it reads, by name, in order; {@code input} is the image
 * @param operations its operations, from left to right
 * @param kinds what each operation is called where layers hold several, as the annotation is
 */
public record ShapedLayer(LayerSpec spec, List<String> inputs, List<Operation> operations, List<String> kinds,
    ReceptiveField receptiveField) {
  /** Its name. */
  public String name() {
    return spec.name();
  }

  /** The shape of what it produces. */
  public Shape output() {
    return operations.get(operations.size() - 1).output();
  }

  /** Its operations in a few words, as in {@code conv 5x5, relu}. */
  public String label() {
    return String.join(", ", operations.stream().map(Operation::label).toList());
  }

  /** How many numbers are trained. */
  public long parameters() {
    return operations.stream().mapToLong(Operation::parameters).sum();
  }

  /** Multiply-adds for one image. */
  public long multiplyAdds() {
    return operations.stream().mapToLong(Operation::multiplyAdds).sum();
  }
}
