package dev.fovea.processor.shape;

import dev.fovea.processor.graph.NetworkSpec;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Something that might mend a problem. It is told only if the network, changed so, was found to be better. */
public interface Fix {
  /** As it is told, if the trial succeeds. */
  Optional<String> tell(Trial trial);

  /** This one where another does not help. */
  default Fix unless(Fix simpler) {
    return trial -> simpler.tell(trial).isPresent() ? Optional.empty() : tell(trial);
  }

  /** A fix that changes the network in one way. */
  static Fix of(String text, UnaryOperator<NetworkSpec> change) {
    return trial -> trial.mends(change.apply(trial.network())) ? Optional.of(text) : Optional.empty();
  }
}
