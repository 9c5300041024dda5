package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Convolution;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution done by Winograd's algorithm: outputs in square tiles, each from fewer products a filter and channel than a kernel's for
 * each output. F(4x4, 3x3) and F(2x2, 5x5) take 36 in place of 144 and 100. F(2x2, 3x3) takes 16 in place of 36: less is won, but small
 * images with many filters fill its tiles, and do not drown in transformed filters, 16 numbers in place of 9. Strips of tiles go through
 * all three stages before the next strip begins, so that what lies between them stays in cache.
 *
 * @param tile the side of a tile of outputs, 4 or 2
 */
public record Winograd(Convolution operation, int tile) {
  /** Keeps the positions of a tile apart in the sets of the first-level cache, where they would else be powers of two apart. */
  private static final int GAP = 16;

  /** A strip is at least one row of tiles, which for a very wide image might take more than the image: 16 MiB is the most. */
  private static final long MOST_SCRATCH = 4 << 20;

  /** The products of a strip are for as many filters at a time as a packed block has at most. */
  private static final int BLOCK = 64;

  /** A number's way through a transform costs about as much as so many multiply-adds in the middle stage. */
  private static final long TRANSFORM = 8;

  /** Transformed filters up to this many bytes come from the caches for each strip; larger ones are worth longer strips. */
  private static final long CACHED_BYTES = 2560 << 10;

  /** From so many tiles on, an image makes up for filters that are read from memory and are larger than before. */
  private static final int ENOUGH_TILES = 12;

  /** How to do a convolution with the least work, if that is, transforms counted, at least a fifth less than of a direct one. */
  public static Optional<Winograd> of(Convolution o) {
    int kernel = o.rows().kernel();
    boolean possible = (kernel == 3 || kernel == 5) && o.columns().kernel() == kernel && o.rows().stride() == 1
        && o.columns().stride() == 1 && o.rows().dilation() == 1 && o.columns().dilation() == 1 && o.groups() == 1;
    if (!possible) {
      return Optional.empty();
    }
    return IntStream.of(4, 2).filter(tile -> tile + kernel < 8).mapToObj(tile -> new Winograd(o, tile)).filter(Winograd::wins)
        .min(Comparator.comparingLong(Winograd::work));
  }

  private boolean wins() {
    long scratch = (long) positions() * stripRows() * tileColumns() * (channels() + BLOCK);
    return scratch <= MOST_SCRATCH && work() * 5 <= directWork() * 4 && (bytes() <= CACHED_BYTES || tiles() >= ENOUGH_TILES);
  }

  /** The side of a tile of inputs. */
  private int side() {
    return tile + kernel() - 1;
  }

  /** Numbers that the filters of one channel have after their transform. */
  public int positions() {
    return side() * side();
  }

  /** The kernel's side, 3 or 5. */
  public int kernel() {
    return operation.rows().kernel();
  }

  /** What it is called. */
  public String label() {
    return "Winograd F(" + tile + "x" + tile + ", " + kernel() + "x" + kernel() + ")";
  }

  /** Channels padded to whole vectors: floats of a transformed tile at each position. */
  public int channels() {
    return (operation.input().channels() + 15) / 16 * 16;
  }

  private long filters() {
    return operation.output().channels();
  }

  /** Tiles below one another in an image. */
  public int tileRows() {
    return (operation.output().height() + tile - 1) / tile;
  }

  /** Tiles side by side. */
  public int tileColumns() {
    return (operation.output().width() + tile - 1) / tile;
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
    return tiles() * positions() * (channels() * filters() + TRANSFORM * (channels() + filters()));
  }

  private long directWork() {
    return (long) kernel() * kernel() * operation.input().channels() * filters() * operation.output().height() * operation.output().width();
  }

  /** Of the transformed filters. */
  private long bytes() {
    return 4L * positions() * channels() * filters();
  }

  /** The zeros that it reads around its input: whole tiles, the last of which may reach beyond what the convolution itself reads. */
  Border border() {
    int top = operation.rows().before();
    int left = operation.columns().before();
    int more = kernel() - 1;
    return new Border(top, left, Math.max(0, tileRows() * tile + more - top - operation.input().height()),
        Math.max(0, tileColumns() * tile + more - left - operation.input().width()));
  }

  /** Why, with its numbers. */
  public String reason() {
    int products = tile * tile * kernel() * kernel();
    return String.format(Locale.ROOT, "%d x %d tiles of %d x %d outputs, %d products for each in place of %d: %,d multiply-adds, "
        + "transforms counted, against %,d. %s rows of tiles at a time meet the transformed filters of %,d KiB.", tileRows(),
        tileColumns(), tile, tile, positions(), products, work(), directWork(), stripRows(), (bytes() + 1023) / 1024);
  }
}
