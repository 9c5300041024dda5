package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.Optional;

/**
 * The gradient by a convolution's weights as the transpose of {@link Winograd}'s algorithm in its filters, F(3x3, 4x4) or F(5x5, 4x4): what
 * arrives at a tile of 4 x 4 outputs meets its inputs in 36 products a filter and channel instead of 144, or in 64 instead of 400; sums
 * over all tiles are transformed once.
 * Each item, a block of filters and a chunk of channels, goes through all tiles by itself, a strip of them at a time, so that what it
 * holds stays in cache and every sum has one order.
 */
public record WinogradWeights(Convolution operation) {
  private static final int GAP = 16;

  private static final int BLOCK = 64;

  /** The sums of an item's channels with a block's filters come from the caches for each strip: as many as 128 channels have in 6 x 6. */
  private static final int MOST_SUMS = 128 * 36;

  /** Tiles of a strip, about. */
  private static final int STRIP = 28;

  /** A sum's likewise, with its way to memory. */
  private static final long SUM_TRANSFORM = 16;

  /** How a training step does it for an operation of a network, if it does so by this algorithm. */
  static Optional<WinogradWeights> training(Flow flow, Operation o) {
    return Winograd.mayTrain(flow, o)
        ? Optional.of(new WinogradWeights((Convolution) o)).filter(WinogradWeights::fits) : Optional.empty();
  }

  private boolean fits() {
    return (long) tiles().positions() * stripRows() * tiles().tileColumns() * (chunk() + BLOCK) <= Winograd.MOST_SCRATCH
        && leastBatch() <= Winograd.MOST_IMAGES;
  }

  /** The tiles, which are those of the convolution. */
  public Winograd tiles() {
    return Winograd.forwards(operation, 4);
  }

  /** What it is called. */
  public String label() {
    int kernel = tiles().kernel();
    return "Winograd F(" + kernel + "x" + kernel + ", 4x4)";
  }

  /** Channels of an item: half of them, so that there is work for two threads even where all filters are one block. */
  public int chunk() {
    int most = MOST_SUMS / tiles().positions() / 16 * 16;
    return Math.min(tiles().channels(), Math.min(most, Math.max(32, tiles().channels() / 32 * 16)));
  }

  /** Items of one block of filters. */
  public int chunks() {
    return (operation.input().channels() + chunk() - 1) / chunk();
  }

  private long filters() {
    return (operation.output().channels() + 15) / 16 * 16;
  }

  private long blocks() {
    return (filters() / 16 + 3) / 4;
  }

  /** How many rows of tiles, of one image or several, make up a strip. */
  public int stripRows() {
    return Math.max(1, STRIP / tiles().tileColumns());
  }

  /** Floats between the positions of a strip's transformed inputs. */
  public int inputStride() {
    return stripRows() * tiles().tileColumns() * chunk() + GAP;
  }

  /** Floats between the positions of what arrives at a strip, transformed. */
  public int outputStride() {
    return stripRows() * tiles().tileColumns() * BLOCK + GAP;
  }

  /** Floats between the positions of an item's sums. */
  public int sumStride() {
    return chunk() * BLOCK + GAP;
  }

  /** Floats that each thread needs to itself. */
  public int scratch() {
    return tiles().positions() * (inputStride() + outputStride() + sumStride());
  }

  /** Multiply-adds for one image, the transforms in terms of them; each block transforms the inputs, and each chunk what arrives. */
  public long work() {
    long transforms = blocks() * chunk() * chunks() + chunks() * filters();
    return (long) tiles().tileRows() * tiles().tileColumns() * tiles().positions()
        * (operation.input().channels() * filters() + tiles().transform() * transforms);
  }

  private long sumWork() {
    return SUM_TRANSFORM * tiles().positions() * operation.input().channels() * filters();
  }

  /** From so many images on it is at least a fifth less than direct sums. */
  public int leastBatch() {
    return Winograd.leastBatch(tiles().directWork(), work(), sumWork());
  }

  /** Why, with its numbers. */
  public String reason() {
    return Winograd.trainingReason(leastBatch(), work(), sumWork(), "the transform of the sums", tiles().directWork());
  }

  /** The zeros that it reads around what arrives: whole tiles. */
  Border border() {
    return new Border(0, 0, tiles().tileRows() * 4 - operation.output().height(), tiles().tileColumns() * 4 - operation.output().width());
  }
}
