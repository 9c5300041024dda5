package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.operation.Concat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Concatenations without copies, in the fused pass: what is concatenated lives as a slice of the concatenation's buffer wherever it can, so
 * that its producer writes it where it belongs, and all that read it read it there. Such a buffer is needed from its first producer on, is
 * cleared around its edges then, and has the zeros that any reader of any slice asks for. A slice consists of whole vectors, for kernels
 * write and read whole ones; only behind the last input of all is there padding. A value has one place, though it may be in several
 * concatenations. Concatenations of concatenations nest. A batch norm or an activation that is done in place on a concatenation changes its
 * slices, so that none may be read afterwards. A pass that keeps everything copies: what comes back to each value is gathered apart.
 *
 * <p>What has left the caches again when it is concatenated had better be copied. A slice is written, and read by others, with gaps between
 * its pixels, which large images pay for in cache lines; and it is the copy that brings it back in order for what reads the whole.
 *
 * <p>What begins to live early holds the whole buffer's memory from then on. Inputs become slices, the last produced first, as long as no
 * step needs more memory than the fullest did when all were copied. First of all each concatenation takes the input produced last, which
 * frees memory mostly; then the largest takes what it can, and so on until nothing changes.
 */
final class ConcatSlices {
  /** So much may be written in between: 4 MiB, about what a core has of caches. */
  private static final long CACHED = 1 << 20;

  private final Flow flow;
  private final List<Fusion> steps;
  private final Function<Value, Home> homes;
  private final Map<Node, List<String>> copies = new HashMap<>();
  /** Floats of an image that all steps before each write. */
  private final long[] written;
  private final long limit;
  /** What is needed at each step; the first is the image's arrival. */
  private long[] live;

  private ConcatSlices(Flow flow, List<Fusion> steps, Function<Value, Home> homes, Collection<Home> all, long limit) {
    this.flow = flow;
    this.steps = steps;
    this.homes = homes;
    this.limit = limit;
    this.live = new long[steps.size() + 2];
    all.forEach(home -> add(live, home.first(), home.last(), home.region().imageStride()));
    this.written = new long[steps.size() + 1];
    for (int i = 0; i < steps.size(); i++) {
      written[i + 1] = written[i] + homes.apply(steps.get(i).main().output()).region().imageStride();
    }
  }

  /**
   * Decides for each of a pass's homes, whose shapes are known, whether it is a slice.
   *
   * @param limit floats of an image that no step may need more of for it
   */
  static ConcatSlices of(Flow flow, List<Fusion> steps, Function<Value, Home> homes, Collection<Home> all, long limit) {
    ConcatSlices slices = new ConcatSlices(flow, steps, homes, all, limit);
    List<Node> concats = new ArrayList<>(steps.stream().map(Fusion::main).filter(main -> main.operation() instanceof Concat).toList());
    Collections.reverse(concats);
    concats.sort(Comparator.<Node>comparingLong(concat -> homes.apply(concat.output()).region().imageStride()).reversed());
    slices.arrange(concats, 1);
    while (slices.arrange(concats, Integer.MAX_VALUE)) {
      // What has moved may have made room for more.
    }
    return slices;
  }

  private boolean arrange(List<Node> concats, int most) {
    boolean moved = false;
    for (Node concat : concats) {
      moved |= arrange(concat, most);
    }
    return moved;
  }

  private record Candidate(Home home, String name, int channel) {}

  /** Moves so many inputs of a concatenation into its buffer at most; false for none. */
  private boolean arrange(Node concat, int most) {
    Home whole = homes.apply(concat.output());
    List<String> copied = new ArrayList<>();
    List<Candidate> candidates = candidates(concat, whole, copied);
    candidates.sort(Comparator.<Candidate>comparingInt(candidate -> candidate.home.first()).reversed());
    int taken = fitting(candidates.subList(0, Math.min(most, candidates.size())), whole.root());
    for (Candidate candidate : candidates.subList(0, taken)) {
      candidate.home.put(whole, candidate.channel);
    }
    candidates.subList(taken, candidates.size())
        .forEach(candidate -> copied.add(candidate.name + ", as the arena would grow"));
    copies.put(concat, copied);
    return taken > 0;
  }

  /** Inputs that do not live in a concatenation's buffer yet, but may; why others may not is added to a list. */
  private List<Candidate> candidates(Node concat, Home whole, List<String> copied) {
    List<Candidate> candidates = new ArrayList<>();
    int channel = 0;
    for (int i = 0; i < concat.inputs().size(); i++) {
      Value input = concat.inputs().get(i);
      Home home = homes.apply(input);
      if (!home.isAt(whole, channel)) {
        boolean twice = candidates.stream().anyMatch(candidate -> candidate.home == home);
        String obstacle = twice ? "which is here twice" : obstacle(home, whole, channel, i == concat.inputs().size() - 1);
        if (obstacle.isEmpty()) {
          candidates.add(new Candidate(home, input.told(), channel));
        } else {
          copied.add(input.told() + ", " + obstacle);
        }
      }
      channel += input.shape().channels();
    }
    return candidates;
  }

  /** Why a home cannot be a slice of another from a channel on; empty if it can. */
  private String obstacle(Home home, Home whole, int channel, boolean last) {
    int channels = home.value().shape().channels();
    if (home.value().equals(flow.image())) {
      return "which the pass reads in";
    }
    if (home.whole() != null) {
      return "which lies in " + home.whole().value().told();
    }
    if (channel % Access.LANES != 0 || !last && channels % Access.LANES != 0
        || Access.outputStride(operation(home)) > Access.padded(channels)) {
      return "whose channels are no whole vectors there";
    }
    if (written[whole.step()] - written[home.step() + 1] > CACHED) {
      return "which has left the caches by then";
    }
    return isReadAfterwards(home, whole) ? "which is read after that is changed in place" : "";
  }

  private Operation operation(Home home) {
    return steps.get(home.step()).main().operation();
  }

  /** Whether anything reads a home, or a slice of it, when a concatenation that it would be part of has been changed in place. */
  private boolean isReadAfterwards(Home home, Home whole) {
    for (Home around = whole; around != null; around = around.whole()) {
      boolean read = home.last() > around.step()
          || changes(around).stream().flatMap(node -> node.inputs().stream()).anyMatch(value -> homes.apply(value).root() == home);
      if (read && !changes(around).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private List<Node> changes(Home home) {
    return steps.get(home.step()).epilogue();
  }

  /** How many of some homes, in their order, can move into a buffer without any step's needing more than the limit; they do so. */
  private int fitting(List<Candidate> candidates, Home root) {
    long[] tried = live.clone();
    Home grown = new Home(root.value(), root.first());
    grown.need(root.first(), root.last());
    grown.set(root.region());
    int taken = 0;
    for (int i = 0; i < candidates.size(); i++) {
      Home home = candidates.get(i).home;
      add(tried, home.first(), home.last(), -home.region().imageStride());
      add(tried, grown.first(), grown.last(), -grown.region().imageStride());
      grown.need(home.first(), home.last());
      grown.set(grown.region().within(grown.region().border().union(home.region().border())));
      add(tried, grown.first(), grown.last(), grown.region().imageStride());
      if (most(tried) <= limit) {
        taken = i + 1;
        live = tried.clone();
        root.need(grown.first(), grown.last());
        root.set(grown.region());
      }
    }
    return taken;
  }

  private static void add(long[] live, int first, int last, long floats) {
    for (int i = first; i <= last; i++) {
      live[i + 1] += floats;
    }
  }

  private static long most(long[] live) {
    long most = 0;
    for (long floats : live) {
      most = Math.max(most, floats);
    }
    return most;
  }

  /** Inputs of a concatenation that are copied, each with why. */
  List<String> copies(Node concat) {
    return copies.get(concat);
  }
}
