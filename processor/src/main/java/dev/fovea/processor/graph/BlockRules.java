package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold of a block whatever it is given; told once, in its body. */
public final class BlockRules {
  private BlockRules() {}

  /** Reports what is wrong with a block wherever it is used. */
  public static void check(BlockSpec block, Problems problems) {
    Set<String> names = new TreeSet<>(block.inputs());
    block.layers().forEach(layer -> names.add(layer.name()));
    if (block.layers().isEmpty()) {
      problems.add(Problem.error(Code.BLOCK, block.place(), "the Body of @" + block.name() + " has no layers"));
      return;
    }
    for (LayerDraft layer : block.layers()) {
      With with = new With(layer, layer.name(), layer.withPlace(), problems);
      if (layer.with() == null || with.check(block.members())) {
        with.checkComplete();
      }
      for (InputSpec input : layer.layer().inputs()) {
        checkInput(block, layer, input, names, problems);
      }
    }
    List<String> unread = unread(block);
    if (unread.size() != 1 && !problems.hasErrors()) {
      problems.add(Problem.error(Code.OUTPUT, block.place(), unread.isEmpty()
          ? "the layers of @" + block.name() + " read each other in a circle"
          : "@" + block.name() + " must give one layer, but several are read by nobody: " + String.join(", ", unread))
          .help("let all but one be read within the block"));
    }
  }

  private static void checkInput(BlockSpec block, LayerDraft layer, InputSpec input, Set<String> names, Problems problems) {
    if (input.name().equals(layer.name())) {
      problems.add(Problem.error(Code.CYCLE, input.place(), layer.name() + " reads itself"));
    } else if (!names.contains(input.name())) {
      Problem problem = Problem.error(Code.UNKNOWN_INPUT, input.place(), layer.name() + " reads " + input.name()
          + ", which is neither a layer nor an input of @" + block.name());
      problems.add(Spelling.nearest(input.name(), names).map(name -> problem.help("did you mean " + name + "?"))
          .orElseGet(() -> problem.because("a block reads " + String.join(", ", block.inputs())
              + "; others are declared with @Block(inputs = {...})")));
    }
  }

  /** Whether a block can be expanded; what keeps it from that is reported where it is declared. */
  static boolean isSound(BlockSpec block) {
    Problems problems = new Problems();
    check(block, problems);
    return !problems.hasErrors();
  }

  /** The layer that a block gives: the one that no other layer of it reads; null if there is not exactly one. */
  static LayerDraft output(BlockSpec block) {
    List<String> unread = unread(block);
    return unread.size() != 1 ? null
        : block.layers().stream().filter(layer -> layer.name().equals(unread.get(0))).findFirst().orElseThrow();
  }

  private static List<String> unread(BlockSpec block) {
    List<String> unread = new ArrayList<>(block.layers().stream().map(LayerDraft::name).distinct().toList());
    block.layers().forEach(layer -> layer.layer().inputs().stream().map(InputSpec::name)
        .filter(name -> !name.equals(layer.name())).forEach(unread::remove));
    return unread;
  }
}
