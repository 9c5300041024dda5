package dev.fovea.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation of a layer, with every number that was written down for it or worked out: enough to run it elsewhere.
 *
 * @param kind what it does
 * @param label in a few words, as in {@code conv 5x5 /2}
 * @param channels channels of what it produces
 * @param height rows of what it produces
 * @param width columns of what it produces
 * @param attributes its numbers by name, those that {@link Kind} lists; counts and sizes are {@link Integer}s, others {@link Double}s
 */
public record Operation(Kind kind, String label, int channels, int height, int width, Map<String, List<Number>> attributes) {
  /**
   * What operations do. Sizes are {@code {height, width}}; {@code padding} is {@code {top, left, bottom, right}} whatever mode it was
   * written in.
   */
  public enum Kind {
    /**
     * A cross-correlation with a bank of filters, be it full, grouped, depthwise, pointwise or a shortcut's projection: {@code kernel},
     * {@code stride}, {@code dilation}, {@code padding}, {@code groups}.
     */
    CONVOLUTION,
    /** Its adjoint: {@code kernel}, {@code stride}, {@code dilation}, {@code padding}, {@code outputPadding}, {@code groups}. */
    TRANSPOSED_CONVOLUTION,
    /** A matrix on all numbers in channel, height, width order. */
    DENSE,
    /**
     * The largest real pixel of each window: {@code kernel}, {@code stride}, {@code dilation}, {@code padding}. In ceil mode, as the shapes
     * tell, the last windows reach beyond the padding.
     */
    MAX_POOL,
    /**
     * The average of each window: as the largest pixel, without dilation, and {@code countPadding}: 1 where the sum is divided by what
     * the window covers of the padded input, 0 where by its real pixels.
     */
    AVERAGE_POOL,
    /** The largest pixel of each channel. */
    GLOBAL_MAX_POOL,
    /** The average of each channel. */
    GLOBAL_AVERAGE_POOL,
    /** Averages; with {@code i} rows to {@code o}, row {@code u} is of rows {@code floor(u i / o)} to {@code ceil((u + 1) i / o) - 1}. */
    ADAPTIVE_AVERAGE_POOL,
    /** Normalises each channel by its statistics, then scales and shifts it: {@code epsilon}. */
    BATCH_NORM,
    /**
     * {@code x / (k + alpha / size * sum of x^2)^beta}, summed over channels {@code c - size / 2} to {@code c + (size - 1) / 2}, integer
     * divisions: {@code size}, {@code alpha}, {@code beta}, {@code k}.
     */
    LOCAL_RESPONSE_NORM,
    /** Does nothing but in training: {@code rate}. */
    DROPOUT,
    /** {@code max(0, x)}. */
    RELU,
    /** {@code min(max(0, x), 6)}. */
    RELU6,
    /** {@code x} where positive, else {@code slope * x}: {@code slope}. */
    LEAKY_RELU,
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** Exponentials that add up to one over the channels of each pixel. */
    SOFTMAX,
    /** The sum of all inputs. */
    ADD,
    /** The product of two inputs, one of which may be {@code [c, 1, 1]} and counts at every pixel. */
    MULTIPLY,
    /** The channels of one input after those of another. */
    CONCAT,
    /** All numbers in channel, height, width order. */
    FLATTEN,
    /** What it reads, as it is: a shortcut without a projection. */
    IDENTITY
  }

  /** Keeps a copy of the attributes, in their order. */
  public Operation {
    Map<String, List<Number>> copy = new LinkedHashMap<>();
    attributes.forEach((name, numbers) -> copy.put(name, List.copyOf(numbers)));
    attributes = Collections.unmodifiableMap(copy);
  }

  /** The shape of what it produces, {@code [channels, height, width]}. */
  public int[] shape() {
    return new int[] {channels, height, width};
  }

  /**
   * A count or a size.
   *
   * @throws IllegalArgumentException if it has no such attribute
   */
  public int integer(String attribute) {
    return numbers(attribute).get(0).intValue();
  }

  /**
   * Several of them.
   *
   * @throws IllegalArgumentException if it has no such attribute
   */
  public int[] integers(String attribute) {
    return numbers(attribute).stream().mapToInt(Number::intValue).toArray();
  }

  /**
   * Any number.
   *
   * @throws IllegalArgumentException if it has no such attribute
   */
  public double real(String attribute) {
    return numbers(attribute).get(0).doubleValue();
  }

  private List<Number> numbers(String attribute) {
    List<Number> numbers = attributes.get(attribute);
    if (numbers == null) {
      throw new IllegalArgumentException(label + " has no attribute " + attribute + "; it has " + attributes.keySet());
    }
    return numbers;
  }
}
