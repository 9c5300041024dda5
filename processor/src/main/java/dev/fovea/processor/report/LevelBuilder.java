package dev.fovea.processor.report;

import dev.fovea.processor.graph.NetworkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes boxes and links of what a block, or the network, contains. */
final class LevelBuilder {
  /** Networks of more layers are drawn with a line for each layer of a chain. */
  private static final int MOST_BOXES = 200;

  /** The label of a value whose shape is not known. */
  private static final String UNKNOWN = "?";

  private final Facts facts;
  private final Map<String, List<String>> readers;
  private final Tree tree;
  private final boolean compact;
  private final Map<String, Box> owners = new HashMap<>();
  private final List<Box> boxes = new ArrayList<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final Map<String, PointBox> entries = new LinkedHashMap<>();
  private final Map<String, PointBox> exits = new LinkedHashMap<>();

  private LevelBuilder(Facts facts, Map<String, List<String>> readers, Tree tree) {
    this.facts = facts;
    this.readers = readers;
    this.tree = tree;
    this.compact = facts.all().size() > MOST_BOXES;
  }

  /** The whole network. */
  static Level network(Facts facts) {
    Map<String, List<String>> readers = new HashMap<>();
    for (LayerFacts layer : facts.all()) {
      layer.reads().forEach(read -> readers.computeIfAbsent(read, none -> new ArrayList<>()).add(layer.name()));
    }
    LevelBuilder builder = new LevelBuilder(facts, readers, Tree.of(facts.all()));
    builder.build();
    return new Level(builder.boxes, List.copyOf(builder.links), new Pages());
  }

  private BlockBox block() {
    build();
    return new BlockBox(tree.shortName(), tree.use(), new Level(boxes, List.copyOf(links), null), entries, exits);
  }

  private void build() {
    for (Tree child : tree.children().values()) {
      Box box = child.isLayer() ? new LayerBox(child.layer()) : new LevelBuilder(facts, readers, child).block();
      boxes.add(box);
      child.layers().forEach(layer -> owners.put(layer.name(), box));
    }
    List<LayerFacts> layers = tree.layers();
    layers.forEach(this::link);
    layers.stream().filter(this::isReadOutside).forEach(this::exit);
    if (compact) {
      Chains.join(boxes, links);
    }
    Set<Link> straight = Circles.cut(boxes, links);
    links.clear();
    links.addAll(straight);
  }

  private void link(LayerFacts layer) {
    Box to = owners.get(layer.name());
    for (String read : layer.reads()) {
      Box from = owners.containsKey(read) ? owners.get(read) : outside(read);
      if (from != to) {
        links.add(new Link(from, to, read, shape(read), false));
      }
    }
  }

  private String shape(String value) {
    if (value.equals(NetworkSpec.INPUT) && facts.get(value) == null) {
      return facts.report().network().input() == null ? UNKNOWN : facts.report().network().input().toString();
    }
    return facts.get(value) == null ? "" : facts.get(value).isKnown() ? facts.get(value).shape() : UNKNOWN;
  }

  /** Where a value comes from that is made outside: of the network the image, or a name that no layer has. */
  private Box outside(String read) {
    Box box;
    if (!tree.path().isEmpty()) {
      PointBox point = new PointBox();
      entries.put(read, point);
      box = point;
    } else {
      box = read.equals(NetworkSpec.INPUT) ? new PillBox("input", read)
          : new PillBox("missing", "no layer " + Words.clipped(read, 12, 200));
    }
    owners.put(read, box);
    boxes.add(entries.size() + (tree.path().isEmpty() ? 0 : -1), box);
    return box;
  }

  private boolean isReadOutside(LayerFacts layer) {
    return layer.output() || readers.getOrDefault(layer.name(), List.of()).stream().anyMatch(reader -> !tree.contains(reader));
  }

  private void exit(LayerFacts layer) {
    Box end;
    if (tree.path().isEmpty()) {
      end = new PillBox("output", "output");
    } else {
      PointBox point = new PointBox();
      exits.put(layer.name(), point);
      end = point;
    }
    boxes.add(end);
    links.add(new Link(owners.get(layer.name()), end, layer.name(), shape(layer.name()), false));
  }
}
