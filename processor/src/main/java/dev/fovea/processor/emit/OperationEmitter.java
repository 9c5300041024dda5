package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Operation;
import java.util.List;

/** Writes the code of one kind of operation, for every pass. */
interface OperationEmitter<O extends Operation> {
  /** How an operation goes backwards in a deconvnet. */
  enum Reversal {
    /** As in the paper. */
    PAPER,
    /** By an extension of ours, off in strict mode. */
    EXTENSION,
    /** Not at all. */
    NONE
  }

  /** The forward step; {@code epilogue} is done in place on each row. */
  void forward(O operation, Node node, ForwardCode code, List<Node> epilogue);

  /** What {@link #forward} writes for the fused pass, and why. */
  Choice choice(O operation, InferencePlan plan);

  /** Joins what is done in one pass over a row that was just produced; false if that pass cannot do this too. */
  default boolean join(O operation, Node node, ForwardCode code, Finish finish) {
    return false;
  }

  /** The same as a pass of its own, for operations that can follow another in a fused step. */
  default Text inPlace(O operation, Node node, ForwardCode code, Buffer buffer, Text address) {
    throw new IllegalStateException(operation.label() + " cannot be done in place");
  }

  /** The gradients by the input and by the weights; {@link BackwardCode#isWritten} tells whether the former is written or added. */
  void backward(O operation, Node node, BackwardCode code);

  /** How it goes backwards in a deconvnet. */
  Reversal reversal(O operation);

  /** The reverse step; only called where there is one. */
  default void reverse(O operation, Node node, BackwardCode code) {
    backward(operation, node, code);
  }

  /** The expression that runs it eagerly. */
  Text eager(O operation, Node node, List<Text> inputs, EagerCode code);
}
