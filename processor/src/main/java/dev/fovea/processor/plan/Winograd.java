package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A convolution done by Winograd's algorithm: outputs in square tiles, each from fewer products a filter and channel than a kernel's for
 * each output. F(4x4, 3x3) takes 36 in place of 144, F(4x4, 5x5) 64 in place of 400. F(2x2, 3x3) takes 16 in place of 36: less is won,
 * but small images with many filters fill its tiles, and do not drown in transformed filters, 16 numbers in place of 9. Strips of tiles go
 * through all three stages before the next strip begins, so that what lies between them stays in cache. F(6x6, 3x3), 64 products in place
 * of 324, was tried: it rounds twice as coarsely, and VGG-16 as a whole gained nothing. F(2x2, 5x5) loses to F(4x4, 5x5) from 3 x 3 outputs
 * on.
 *
 * @param groups of a convolution, each of whole vectors of channels and filters where there is more than one
 * @param input what is read: a convolution's input or, on the way back, what arrives at its output
 * @param output what is written
 * @param top rows above the input that the first row of outputs reads; below 0 where it leaves some of the input's unread
 * @param left likewise columns
 * @param kernel the side of the kernel, 3 or 5; with a stride of 2, 5 or 6
 * @param stride 1; or 2, which is one of 1 over an image of half the side whose pixels have the channels of four, with a kernel of 3
 * @param tile the side of a tile of outputs, 4 or for a kernel of 3 also 2
 */
public record Winograd(int groups, Shape input, Shape output, int top, int left, int kernel, int stride,
    int tile) {
  /** Keeps the positions of a tile apart in the sets of the first-level cache, where they would else be powers of two apart. */
  private static final int GAP = 16;

  /** A strip is at least one row of tiles, which for a very wide image might take more than the image: 16 MiB is the most. */
  static final long MOST_SCRATCH = 4 << 20;

  /** The products of a strip are for as many filters at a time as a packed block has at most. */
  private static final int BLOCK = 64;

  /** A number's way through a transform costs about as much as so many multiply-adds in the middle stage, twice as many by side 8. */
  private static final long TRANSFORM = 8;

  /** A sum's way out of registers and into them, likewise. */
  private static final long SUM = 8;

  /** A transformed filter's number likewise, which is written to memory and read again. */
  private static final long FILTER_TRANSFORM = 16;

  /** Transformed filters up to this many bytes come from the caches for each strip; larger ones are worth longer strips. */
  private static final long CACHED_BYTES = 2560 << 10;

  /** From so many tiles on, an image makes up for filters that are read from memory and are larger than before. */
  private static final int ENOUGH_TILES = 12;

  /** Images of a training step that are asked for at most before it is worth transforming its filters. */
  static final int MOST_IMAGES = 64;

  /** How to do a convolution with the least work, if that is, transforms counted, at least a fifth less than of a direct one. */
  public static Optional<Winograd> of(Convolution o) {
    return least(o, tile -> forwards(o, tile), Winograd::wins);
  }

  private static Optional<Winograd> least(Convolution o, IntFunction<Winograd> make, Predicate<Winograd> condition) {
    return isPossible(o) ? IntStream.of(4, 2).mapToObj(make).filter(plan -> plan.tile == 4 || plan.taps() == 3).filter(condition)
        .min(Comparator.comparingLong(Winograd::work)) : Optional.empty();
  }

  private static boolean isPossible(Convolution o) {
    int kernel = o.rows().kernel();
    return o.columns().kernel() == kernel && o.columns().stride() == o.rows().stride() && o.rows().dilation() == 1
        && o.columns().dilation() == 1 && (isPlain(o) && (kernel == 3 || kernel == 5)
        && (o.groups() == 1 || o.channelsPerGroup() % 16 == 0 && o.output().channels() / o.groups() % 16 == 0)
        || o.rows().stride() == 2 && (kernel == 5 || kernel == 6) && o.groups() == 1 && o.input().channels() % 16 == 0);
  }

  private static boolean isPlain(Convolution o) {
    return o.rows().stride() == 1;
  }

  static Winograd forwards(Convolution o, int tile) {
    return new Winograd(o.groups(), o.input(), o.output(), o.rows().before(), o.columns().before(), o.rows().kernel(), o.rows().stride(),
        tile);
  }

  /** The gradient of a convolution by its input: a convolution of what arrives with filters turned by half a circle. */
  private static Winograd back(Convolution o, int tile) {
    int kernel = o.rows().kernel();
    return new Winograd(1, o.output(), o.input(), kernel - 1 - o.rows().before(), kernel - 1 - o.columns().before(), kernel, 1, tile);
  }

  private boolean wins() {
    return isSmall() && work() * 5 <= directWork() * 4 && (bytes() <= CACHED_BYTES || tiles() >= ENOUGH_TILES);
  }

  /** Whether an array holds the transformed filters, and what a strip takes is no more than it should be. */
  private boolean isSmall() {
    return (long) positions() * stripRows() * tileColumns() * (channels() + BLOCK) <= MOST_SCRATCH
        && transformed() < Integer.MAX_VALUE - 2 * GAP;
  }

  /** How a training step does an operation of a network, if it does so by this algorithm. */
  static Optional<Winograd> training(Flow flow, Operation o) {
    return mayTrain(flow, o) ? least((Convolution) o, tile -> forwards((Convolution) o, tile), Winograd::trains) : Optional.empty();
  }

  /** Likewise the gradient by an operation's input. */
  static Optional<Winograd> trainingBack(Flow flow, Operation o) {
    return mayTrain(flow, o) && !Fold.fits(o) ? least((Convolution) o, tile -> back((Convolution) o, tile), Winograd::trains)
        : Optional.empty();
  }

  /** Whether it may be done so at all; groups and strides are done directly in training. */
  static boolean mayTrain(Flow flow, Operation o) {
    return flow.network().spec().winograd() && o instanceof Convolution && isPossible((Convolution) o) && isPlain((Convolution) o)
        && ((Convolution) o).groups() == 1 && ConvolutionKernel.of((Convolution) o) == ConvolutionKernel.DIRECT;
  }

  private boolean trains() {
    return isSmall() && leastBatch() <= MOST_IMAGES;
  }

  /**
   * From so many images on a training step, which transforms its filters once and anew, has at least a fifth less to do than directly.
   */
  public int leastBatch() {
    long enough = bytes() <= CACHED_BYTES ? 1 : (ENOUGH_TILES + tiles() - 1) / tiles();
    return (int) Math.max(enough, leastBatch(directWork(), work(), filterWork()));
  }

  /** From so many images on work for each image and some once is at least a fifth less than direct work for each. */
  static int leastBatch(long direct, long each, long once) {
    long gain = direct * 4 - each * 5;
    return gain <= 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, Math.max(1, (once * 5 + gain - 1) / gain));
  }

  /** Multiply-adds that the filters' transform amounts to. */
  public long filterWork() {
    return FILTER_TRANSFORM * positions() * steps() * filters();
  }

  /** The side of the kernel over pixels taken together. */
  public int taps() {
    return (kernel + stride - 1) / stride;
  }

  /** The side of a tile of inputs. */
  private int side() {
    return tile + taps() - 1;
  }

  /** Numbers that the filters of one channel have after their transform. */
  public int positions() {
    return side() * side();
  }

  /** What it is called. */
  public String label() {
    return "Winograd F(" + tile + "x" + tile + ", " + taps() + "x" + taps() + ")";
  }

  /** Channels padded to whole vectors: floats of a transformed tile at each position. */
  public int channels() {
    return stride * stride * ((input.channels() + 15) / 16 * 16);
  }

  /** Products that are added up for an output, at each position. */
  private int steps() {
    return stride * stride * input.channels() / groups;
  }

  private long filters() {
    return output.channels();
  }

  /** Tiles below one another in an image. */
  public int tileRows() {
    return (output.height() + tile - 1) / tile;
  }

  /** Tiles side by side. */
  public int tileColumns() {
    return (output.width() + tile - 1) / tile;
  }

  private long tiles() {
    return (long) tileRows() * tileColumns();
  }

  /** How many rows of tiles, of one image or several, make up a strip. */
  public int stripRows() {
    return Math.max(1, (bytes() <= CACHED_BYTES ? 28 : 56) / tileColumns());
  }

  private int stripTiles() {
    return stripRows() * tileColumns();
  }

  /** Floats between the positions of a strip's transformed inputs. */
  public int inputStride() {
    return stripTiles() * channels() + GAP;
  }

  /** Floats between the positions of a strip's products. */
  public int outputStride() {
    return stripTiles() * BLOCK + GAP;
  }

  /** Floats that each thread needs to itself. */
  public int scratch() {
    return positions() * (inputStride() + outputStride());
  }

  /** Multiply-adds for one image, the transforms in terms of them. */
  public long work() {
    return tiles() * positions() * ((steps() + SUM) * filters() + transform() * (channels() + filters()));
  }

  /** What a number's way through a transform costs. */
  long transform() {
    return side() == 8 ? 2 * TRANSFORM : TRANSFORM;
  }

  long directWork() {
    return (long) kernel * kernel * (input.channels() / groups) * filters() * output.height() * output.width();
  }

  /** Of the transformed filters. */
  private long bytes() {
    return 4L * positions() * steps() * filters();
  }

  /** Floats of the transformed filters: of every sixteen, with a gap at each position. */
  public long transformed() {
    return (filters() + 15) / 16 * 16 * (steps() + 1) * positions();
  }

  /** The zeros that it reads around its input: whole tiles, the last of which may reach beyond what the convolution itself reads. */
  Border border() {
    return new Border(Math.max(0, top), Math.max(0, left), Math.max(0, (tileRows() * tile + taps() - 1) * stride - top - input.height()),
        Math.max(0, (tileColumns() * tile + taps() - 1) * stride - left - input.width()));
  }

  /** Why a training step does it, with its numbers. */
  public String trainingReason() {
    return trainingReason(leastBatch(), work(), filterWork(), "the transform of its filters", directWork());
  }

  static String trainingReason(int leastBatch, long each, long once, String what, long direct) {
    return String.format(Locale.ROOT, "from %s on: %,d multiply-adds for each and %,d for %s, against %,d",
        leastBatch == 1 ? "one image" : leastBatch + " images", each, once, what, direct);
  }

  /** Why, with its numbers. */
  public String reason() {
    int products = tile * tile * kernel * kernel;
    String folded = stride == 1 ? "" : "Taken two by two, pixels have " + steps() + " channels, and no stride. ";
    return folded + String.format(Locale.ROOT, "%d x %d tiles of %d x %d outputs, %d products for each in place of %d: %,d multiply-adds, "
        + "transforms counted, against %,d. %s rows of tiles at a time meet the transformed filters of %,d KiB.", tileRows(),
        tileColumns(), tile, tile, positions() * stride * stride, products, work(), directWork(), stripRows(), (bytes() + 1023) / 1024);
  }
}
