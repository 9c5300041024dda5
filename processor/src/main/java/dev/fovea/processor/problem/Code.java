package dev.fovea.processor.problem;

/**
 * The stable codes of problems, written {@code [fovea:kernel]}; one per kind of mistake. Each has a page of its name in the folder {@code
 * messages}, which begins with the sentence that stands here.
 */
public enum Code {
  /** A number is missing, out of its range, or one of too many. */
  NUMBER,
  /** A window is larger than its padded input. */
  KERNEL,
  /** Padding leaves a window nothing to see, or an output nothing to keep. */
  PADDING,
  /** Channels or filters cannot be shared evenly among the groups. */
  GROUPS,
  /** The size asked of a transposed convolution cannot be reached, or is asked for twice. */
  OUTPUT_SIZE,
  /** The tensors that are added, or joined by a shortcut, differ in shape. */
  ADD,
  /** The tensors that are multiplied differ in shape, and neither is a gate of the other. */
  MULTIPLY,
  /** The tensors that are concatenated differ in height or width. */
  CONCAT,
  /** A layer's shape is not the one that {@code @Shape} asserts. */
  SHAPE,
  /** A tensor, a window or the network is larger than can be counted, stored or written out. */
  TOO_LARGE,
  /** A parameter names no layer. */
  UNKNOWN_INPUT,
  /** Layers read each other in a circle. */
  CYCLE,
  /** A layer, or an input of a block, is read by nobody. */
  UNUSED,
  /** It is not clear which layer is the output. */
  OUTPUT,
  /** A layer has too many parameters for its operations, or too few. */
  INPUTS,
  /** An operation is missing, or stands where it means nothing. */
  OPERATION,
  /** There is a mistake in the text of {@code @With}. */
  EXPRESSION,
  /** A block cannot be expanded: it is incomplete, contains itself, or is too large. */
  BLOCK,
  /** The Java around a network cannot be implemented, or refers to what does not exist. */
  JAVA,
  /** Two names meet where only one can be. */
  NAME,
  /** Real pixels at the edge of an image are in no window. */
  DROPPED_PIXELS,
  /** A transposed convolution's kernel is no multiple of its stride. */
  CHECKERBOARD,
  /** A batch norm takes a bias away again. */
  USELESS_BIAS,
  /** An operation leaves what it reads as it is. */
  REDUNDANT,
  /** An activation directly follows another one. */
  DOUBLE_ACTIVATION,
  /** A layer gives the same whatever it reads. */
  CONSTANT,
  /** An input seems to have its channels last. */
  INPUT_ORDER,
  /** Fovea itself has a fault, or cannot write its files. */
  INTERNAL;

  /** As it is printed, as in {@code fovea:dropped-pixels}. */
  public String id() {
    return "fovea:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
