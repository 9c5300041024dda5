package dev.fovea.processor.shape;

import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.shape.ReceptiveField.Extent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what each layer sees of the image: the interval of a unit is passed back through the layer's operations to its inputs'
 * units, whose own pixels are known, and branches are united. Constant work for each layer while units are evenly spaced.
 */
final class ReceptiveFields {
  /** Units along an axis that are looked at one by one; more are said to see the whole image, which is never too little. */
  private static final int MOST_UNITS = 1 << 13;

  private final Map<String, Map<Axis, Sight>> known = new HashMap<>();

  private final Shape imageShape;

  ReceptiveFields(Shape imageShape) {
    this.imageShape = imageShape;
    Map<Axis, Sight> image = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      image.put(axis, new Sight(new Sight.Even(1, 0, 0), true));
    }
    known.put(NetworkSpec.INPUT, image);
  }

  /**
   * The receptive field of a layer; those of its inputs must have been asked for before.
   *
   * @throws ArithmeticException if it is more than 2^31 - 1 pixels wide or away
   */
  ReceptiveField of(String name, List<String> inputs, List<Operation> operations) {
    Map<Axis, Sight> own = new EnumMap<>(Axis.class);
    Shape output = operations.get(operations.size() - 1).output();
    for (Axis axis : Axis.values()) {
      Sight sight = sight(axis, inputs, operations, output.along(axis));
      sight.requireCountable();
      own.put(axis, sight);
    }
    return remember(name, own);
  }

  /** Stands in for a receptive field that cannot be counted. */
  ReceptiveField ofWholeImage(String name) {
    Map<Axis, Sight> own = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      own.put(axis, Sight.whole(imageShape.along(axis)));
    }
    return remember(name, own);
  }

  private ReceptiveField remember(String name, Map<Axis, Sight> own) {
    known.put(name, own);
    Sight rows = own.get(Axis.HEIGHT);
    Sight columns = own.get(Axis.WIDTH);
    return new ReceptiveField(rows.pixels().summary(), columns.pixels().summary(), rows.aligned() && columns.aligned());
  }

  private Sight sight(Axis axis, List<String> inputs, List<Operation> operations, int units) {
    int image = imageShape.along(axis);
    Sight united = null;
    for (int input = 0; input < inputs.size(); input++) {
      Sight source = known.get(inputs.get(input)).get(axis);
      List<Reach> reaches = reaches(axis, operations, input);
      boolean tooMany = units > MOST_UNITS && (!reaches.stream().allMatch(Reach::isAffine) || source.pixels() instanceof Sight.Each);
      Sight branch = tooMany ? Sight.whole(image)
          : new Sight(source.pixels().through(reaches, units), source.aligned() && !isUneven(reaches));
      united = united == null ? branch : united.unite(branch, units, image);
    }
    return united.pixels() instanceof Sight.Each ? united.evened() : united;
  }

  /** Windows of several sizes: even where units come out alike, those in the padding around them do not. */
  private static boolean isUneven(List<Reach> reaches) {
    return reaches.stream().anyMatch(Reach.Adaptive.class::isInstance);
  }

  /** How a layer's units depend on one of its inputs, the last operation first: only the first operation has several inputs. */
  private static List<Reach> reaches(Axis axis, List<Operation> operations, int input) {
    List<Reach> reaches = new ArrayList<>();
    for (int i = operations.size() - 1; i >= 0; i--) {
      reaches.add(operations.get(i).reach(axis, i == 0 ? input : 0));
    }
    return reaches;
  }

  /** The pixels of each unit along one axis, and whether all branches agree on their spacing and centres. */
  private record Sight(Pixels pixels, boolean aligned) {
    /** Every unit is said to see everything. */
    static Sight whole(int image) {
      return new Sight(new Even(0, 0, image - 1), false);
    }

    Sight unite(Sight other, int units, int image) {
      if (pixels instanceof Even && other.pixels instanceof Even) {
        Even a = (Even) pixels;
        Even b = (Even) other.pixels;
        boolean centred = a.jump == b.jump && a.first + a.last == b.first + b.last;
        if (a.jump == b.jump) {
          return new Sight(new Even(a.jump, Math.min(a.first, b.first), Math.max(a.last, b.last)),
              aligned && other.aligned && centred);
        }
        if (a.coversAll(b, units) || b.coversAll(a, units)) {
          return new Sight(a.jump == 0 ? a : b, aligned && other.aligned);
        }
      }
      return units > MOST_UNITS ? whole(image) : new Sight(pixels.each(units).unite(other.pixels.each(units)), false);
    }

    void requireCountable() {
      Extent extent = pixels.summary();
      Math.toIntExact(extent.size());
      Math.toIntExact(extent.jump());
      Math.toIntExact(extent.padding());
    }

    /** Units that turn out to be evenly spaced are summed up again. */
    Sight evened() {
      Each each = (Each) pixels;
      Even even = each.even();
      return even == null ? new Sight(each, false) : new Sight(even, aligned);
    }

    /** First and last pixel of every unit. */
    private interface Pixels {
      /** The pixels that units of a reader see, given how the reader's units depend on these. */
      Pixels through(List<Reach> reaches, int units);

      Each each(int units);

      Extent summary();
    }

    /** Unit u sees {@code [u * jump + first, u * jump + last]}. */
    private record Even(long jump, long first, long last) implements Pixels {
      @Override
      public Pixels through(List<Reach> reaches, int units) {
        if (!reaches.stream().allMatch(Reach::isAffine)) {
          return Each.through(this, reaches, units);
        }
        long[] zero = back(reaches, 0);
        long[] one = back(reaches, 1);
        return new Even(Math.multiplyExact(one[0] - zero[0], jump), Math.addExact(Math.multiplyExact(zero[0], jump), first),
            Math.addExact(Math.multiplyExact(zero[1], jump), last));
      }

      /** Whether each unit sees the same, and with it what any unit of another branch does: a gate made of the whole image. */
      boolean coversAll(Even other, int units) {
        return jump == 0 && first <= other.first && last >= other.last + (units - 1) * other.jump;
      }

      @Override
      public Each each(int units) {
        long[] from = new long[units];
        long[] to = new long[units];
        for (int u = 0; u < units; u++) {
          from[u] = u * jump + first;
          to[u] = u * jump + last;
        }
        return new Each(from, to);
      }

      @Override
      public Extent summary() {
        return new Extent(last - first + 1, jump, -first);
      }
    }

    /** Every unit by itself; one that sees nothing has its last pixel before its first. */
    private record Each(long[] from, long[] to) implements Pixels {
      static Each through(Pixels source, List<Reach> reaches, int units) {
        long[] from = new long[units];
        long[] to = new long[units];
        for (int u = 0; u < units; u++) {
          long[] seen = back(reaches, u);
          from[u] = Long.MAX_VALUE;
          to[u] = Long.MIN_VALUE;
          if (seen[0] > seen[1]) {
            continue;
          }
          if (source instanceof Even) {
            Even even = (Even) source;
            from[u] = seen[0] * even.jump + even.first;
            to[u] = seen[1] * even.jump + even.last;
          } else {
            Each each = (Each) source;
            for (int s = (int) Math.max(0, seen[0]); s <= Math.min(each.from.length - 1, seen[1]); s++) {
              from[u] = Math.min(from[u], each.from[s]);
              to[u] = Math.max(to[u], each.to[s]);
            }
          }
        }
        return new Each(from, to);
      }

      @Override
      public Pixels through(List<Reach> reaches, int units) {
        return through(this, reaches, units);
      }

      @Override
      public Each each(int units) {
        return this;
      }

      Each unite(Each other) {
        long[] first = from.clone();
        long[] last = to.clone();
        for (int u = 0; u < first.length; u++) {
          first[u] = Math.min(first[u], other.from[u]);
          last[u] = Math.max(last[u], other.to[u]);
        }
        return new Each(first, last);
      }

      Even even() {
        long jump = from.length > 1 ? from[1] - from[0] : 0;
        for (int u = 0; u < from.length; u++) {
          if (from[u] != from[0] + u * jump || to[u] != to[0] + u * jump || from[u] > to[u]) {
            return null;
          }
        }
        return new Even(jump, from[0], to[0]);
      }

      @Override
      public Extent summary() {
        long largest = 0;
        int first = -1;
        int last = -1;
        for (int u = 0; u < from.length; u++) {
          if (from[u] <= to[u]) {
            largest = Math.max(largest, to[u] - from[u] + 1);
            first = first < 0 ? u : first;
            last = u;
          }
        }
        // Units at the edges may see nothing: the others tell the jump.
        long jump = last > first ? (from[last] - from[first]) / (last - first) : 0;
        return new Extent(largest, jump, first < 0 ? 0 : first * jump - from[first]);
      }
    }

    private static long[] back(List<Reach> reaches, long unit) {
      long[] units = {unit, unit};
      for (Reach reach : reaches) {
        if (units[0] > units[1]) {
          return units;
        }
        units = reach.back(units[0], units[1]);
      }
      return units;
    }
  }
}
