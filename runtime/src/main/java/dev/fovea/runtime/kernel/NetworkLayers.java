package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Reach;
import dev.fovea.runtime.ReceptiveField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all generated catalogues share. */
public abstract class NetworkLayers implements Layers {
  private final String network;
  private final int[] input;
  private final List<Layer> all = new ArrayList<>();
  private final List<Layer> outputs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Layer> byName = new HashMap<>();

  /** A catalogue without layers yet. */
  protected NetworkLayers(String network, int channels, int height, int width) {
    this.network = network;
    this.input = new int[] {channels, height, width};
  }

  /** Adds the next layer. */
  protected final void add(String name, String operations, int channels, int height, int width, ReceptiveField receptiveField,
      long parameters, long multiplyAdds, Reach... inputs) {
    Layer layer = new Layer(name, all.size(), operations, List.of(inputs), channels, height, width, receptiveField, parameters,
        multiplyAdds);
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
  public List<Layer> all() {
    return Collections.unmodifiableList(all);
  }

  @Override
  public List<Layer> outputs() {
    return Collections.unmodifiableList(outputs);
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
