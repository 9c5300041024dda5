package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Concat;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where the fused pass keeps its values: when they are needed, which live in slices of others' buffers, and where all buffers lie. */
final class Layout {
  /** Whatever a slice takes is more. */
  private static final long NO_SLICES = -1;

  private final Flow flow;
  private final List<Fusion> steps;
  private final Map<Value, Value> homeOf;
  private final Map<Value, Home> homes = new LinkedHashMap<>();
  private final ConcatSlices slices;
  private final List<Home> buffers;
  private final Placement placement;
  private final long copying;

  /** Without slices, or with those that leave room for what the arena would be without. */
  private Layout(Flow flow, List<Fusion> steps, Map<Value, Value> homeOf, Function<Value, Region> shapes, Layout copies) {
    this.flow = flow;
    this.steps = steps;
    this.homeOf = homeOf;
    findLifetimes();
    homes.forEach((value, home) -> home.set(shapes.apply(value)));
    slices = ConcatSlices.of(flow, steps, this::home, homes.values(), copies == null ? NO_SLICES : copies.placement.bound());
    buffers = homes.values().stream().filter(home -> home.whole() == null).sorted(Comparator.comparingInt(Home::first)).toList();
    placement = Placement.of(buffers.stream()
        .map(home -> new Placement.Span(home.first(), home.last(), home.region().imageStride())).toList());
    for (int i = 0; i < buffers.size(); i++) {
      Home home = buffers.get(i);
      home.set(home.region().at(Math.toIntExact(placement.offsets()[i])));
    }
    copying = copies == null ? placement.size() : copies.placement.size();
  }

  /**
   * With slices, unless buffers would then be placed so badly that the arena grows.
   *
   * @param homeOf the first of the values that live together, for each
   * @param shapes what each of these needs its buffer to look like
   */
  static Layout of(Flow flow, List<Fusion> steps, Map<Value, Value> homeOf, Function<Value, Region> shapes) {
    Layout copies = new Layout(flow, steps, homeOf, shapes, null);
    if (steps.stream().noneMatch(step -> step.main().operation() instanceof Concat)) {
      return copies;
    }
    Layout slices = new Layout(flow, steps, homeOf, shapes, copies);
    return slices.placement.size() <= slices.copying ? slices : copies;
  }

  private void findLifetimes() {
    homes.put(flow.image(), new Home(flow.image(), -1));
    for (int i = 0; i < steps.size(); i++) {
      int step = i;
      Node main = steps.get(i).main();
      homes.put(main.output(), new Home(main.output(), i));
      main.inputs().forEach(input -> home(input).need(step, step));
      steps.get(i).before().forEach(node -> node.inputs().forEach(input -> home(input).need(step, step)));
      steps.get(i).epilogue().forEach(node -> node.inputs().forEach(input -> home(input).need(step, step)));
    }
    flow.outputs().forEach(output -> home(output).need(steps.size(), steps.size()));
  }

  /** Where a value lives. */
  Home home(Value value) {
    return homes.get(homeOf.get(value));
  }

  /** All buffers, in the order in which they are first written. */
  List<Home> buffers() {
    return buffers;
  }

  /** What is copied. */
  ConcatSlices slices() {
    return slices;
  }

  /** How many homes are slices of others. */
  int sliced() {
    return homes.size() - buffers.size();
  }

  /** Floats that one image would take if everything that is concatenated were copied. */
  long copying() {
    return copying;
  }

  /** Where the buffers lie. */
  Placement placement() {
    return placement;
  }
}
