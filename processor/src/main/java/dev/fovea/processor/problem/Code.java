package dev.fovea.processor.problem;

/** The stable codes of problems, written {@code [fovea:kernel]}; one per kind of mistake. */
public enum Code {
  /** A number is out of its range, or a list has the wrong length. */
  NUMBER,
  /** A window does not fit into its padded input. */
  KERNEL,
  /** Some window of a pool would see padding only. */
  PADDING,
  /** Channels or filters are not divisible by the groups. */
  GROUPS,
  /** The output padding or output size of a transposed convolution cannot be reached. */
  OUTPUT_SIZE,
  /** The tensors that are added differ in shape. */
  ADD,
  /** The tensors that are multiplied differ in shape, and neither is a gate of the other. */
  MULTIPLY,
  /** The tensors that are concatenated differ in height or width. */
  CONCAT,
  /** A layer's shape is not the one asserted by {@code @Shape}. */
  SHAPE,
  /** A tensor, or the network, holds more numbers than can be counted or stored. */
  TOO_LARGE,
  /** A parameter names no layer. */
  UNKNOWN_INPUT,
  /** Layers read each other in a circle. */
  CYCLE,
  /** A layer is read by nobody and is not marked as an output. */
  UNUSED,
  /** It is not clear which layer is the output. */
  OUTPUT,
  /** An operation was given the wrong number of inputs. */
  INPUTS,
  /** A layer has no operation, or operations that cannot stand together. */
  OPERATION,
  /** A mistake in the text of {@code @With}. */
  EXPRESSION,
  /** A block that cannot be expanded: misused, recursive, or too large. */
  BLOCK,
  /** The Java around the network cannot be implemented: types, modifiers, names. */
  JAVA,
  /** Two names meet where only one can be. */
  NAME,
  /** Real pixels that no window reaches. */
  DROPPED_PIXELS,
  /** A transposed convolution whose kernel is no multiple of its stride. */
  CHECKERBOARD,
  /** A bias that a batch norm makes useless. */
  USELESS_BIAS,
  /** A fault of the processor itself. */
  INTERNAL;

  /** As it is printed, as in {@code fovea:dropped-pixels}. */
  public String id() {
    return "fovea:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
