package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Reach;
import dev.fovea.runtime.ReceptiveField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What all generated catalogues share. */
public abstract class NetworkLayers implements Layers {
  private final String network;
  private final int[] input;
  private final List<Layer> all = new ArrayList<>();
  private final List<Layer> seenAll = Collections.unmodifiableList(all);
  private final List<Layer> outputs = new ArrayList<>();
  private final List<Layer> seenOutputs = Collections.unmodifiableList(outputs);
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Layer> byName = new HashMap<>();
  private final List<Operation> operations = new ArrayList<>();
  private boolean channelsLast;

  /** A catalogue without layers yet. */
  protected NetworkLayers(String network, int channels, int height, int width) {
    this.network = network;
    this.input = new int[] {channels, height, width};
  }

  /** Says how images go in and out. */
  protected final void layout(boolean channelsLast) {
    this.channelsLast = channelsLast;
  }

  /**
   * Adds an operation to those of the next layer.
   *
   * @param kind the name of an {@link Operation.Kind}: a layer's constant could hide the type itself
   */
  protected final void operation(String kind, String label, int channels, int height, int width, Attribute... attributes) {
    Map<String, List<Number>> byAttribute = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      byAttribute.put(attribute.name, attribute.numbers);
    }
    operations.add(new Operation(Operation.Kind.valueOf(kind), label, channels, height, width, byAttribute));
  }

  /** Numbers of an operation. */
  protected record Attribute(String name, List<Number> numbers) {}

  /** Counts or sizes of an operation. */
  protected static Attribute with(String name, int... numbers) {
    return new Attribute(name, IntStream.of(numbers).<Number>mapToObj(number -> number).toList());
  }

  /** Other numbers of an operation. */
  protected static Attribute with(String name, double... numbers) {
    return new Attribute(name, DoubleStream.of(numbers).<Number>mapToObj(number -> number).toList());
  }

  /** Adds the next layer, which has the operations added since the one before; it produces what the last of them does. */
  protected final void add(String name, ReceptiveField receptiveField, long parameters, long multiplyAdds, Reach... inputs) {
    Operation last = operations.get(operations.size() - 1);
    Layer layer = new Layer(name, all.size(), operations, List.of(inputs), last.channels(), last.height(), last.width(),
        receptiveField, parameters, multiplyAdds);
    operations.clear();
    all.add(layer);
    byName.put(name, layer);
  }

  /** How the next layer reads a layer, or the image, which is called null. */
  protected final Reach reach(String layer, List<Reach.Axis> rows, List<Reach.Axis> columns) {
    return new Reach(layer == null ? null : byName.get(layer), rows, columns);
  }

  /** Adds a remark that stands below the table. */
  protected final void note(String sentence) {
    notes.add(sentence);
  }

  /** Marks a layer as an output. */
  protected final void output(String name) {
    outputs.add(byName.get(name));
  }

  @Override
  public String network() {
    return network;
  }

  @Override
  public int[] input() {
    return input.clone();
  }

  @Override
  public boolean isChannelsLast() {
    return channelsLast;
  }

  @Override
  public List<Layer> all() {
    return seenAll;
  }

  @Override
  public List<Layer> outputs() {
    return seenOutputs;
  }

  @Override
  public List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  @Override
  public Layer get(String name) {
    Layer layer = byName.get(name);
    return layer != null ? layer : Layers.super.get(name);
  }
}
