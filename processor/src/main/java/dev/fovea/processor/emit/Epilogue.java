package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Node;
import java.util.List;
import java.util.Optional;

/**
 * What a step does in place to what it has produced.
 *
 * @param nodes in their order
 */
record Epilogue(ForwardCode code, List<Node> nodes, Buffer y) {
  /** Nothing. */
  static final Epilogue NONE = new Epilogue(null, List.of(), null);

  /** For a whole row, in as few passes over it as can be. */
  Text row(Place place) {
    Text.Builder text = Text.builder();
    Finish finish = null;
    for (Node node : nodes) {
      if (finish == null || !code.join(node, finish)) {
        text.add(finish == null ? Text.of("") : code.end(finish));
        finish = new Finish(y, place);
        if (!code.join(node, finish)) {
          text.add(Emitters.of(node.operation()).inPlace(node.operation(), node, code, y, place.in(y)));
        }
      }
    }
    return finish == null ? text.build() : text.add(code.end(finish)).build();
  }

  /** For some channels of a row, given by expressions of the first and of their number; nothing where one pass cannot do it all. */
  Optional<Text> block(Place place, String first, String channels) {
    if (nodes.isEmpty()) {
      return Optional.of(Text.of(""));
    }
    Finish finish = new Finish(y, place, first, channels);
    for (Node node : nodes) {
      if (!code.join(node, finish)) {
        return Optional.empty();
      }
    }
    return Optional.of(code.end(finish));
  }
}
