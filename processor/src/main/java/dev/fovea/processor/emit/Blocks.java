package dev.fovea.processor.emit;

import java.util.ArrayList;
import java.util.List;

/** The filters of a group in blocks of 64, then 32, then 16, as they are packed. */
record Blocks(int filters) {
  /** A block's first filter and its width. */
  record Block(int first, int width) {}

  /** Filters padded to whole vectors. */
  int padded() {
    return (filters + 15) / 16 * 16;
  }

  /** How many blocks of 64 there are. */
  int full() {
    return padded() / 64;
  }

  /** The blocks after those of 64. */
  List<Block> rest() {
    List<Block> rest = new ArrayList<>();
    int first = full() * 64;
    for (int width = 32; width >= 16; width /= 2) {
      if (padded() - first >= width) {
        rest.add(new Block(first, width));
        first += width;
      }
    }
    return rest;
  }

  /** As in {@code filters in blocks of 2 x 64 + 32}. */
  String describe() {
    List<String> parts = new ArrayList<>();
    if (full() > 0) {
      parts.add(full() == 1 ? "64" : full() + " x 64");
    }
    rest().forEach(block -> parts.add(String.valueOf(block.width())));
    return filters + " filters in blocks of " + String.join(" + ", parts);
  }

  /** Local variables of a loop over {@code block}: the first filter, and the width. */
  Text variables() {
    Text.Builder code = Text.builder();
    if (rest().size() < 2) {
      code.addStatement("int f = block * 64");
    } else {
      code.addStatement("int f = block <= $L ? block * 64 : $L", full(), rest().get(1).first());
    }
    return code.addStatement("int width = $L", width()).build();
  }

  private String width() {
    if (rest().isEmpty()) {
      return "64";
    }
    int first = rest().get(0).width();
    if (rest().size() == 1) {
      return full() == 0 ? String.valueOf(first) : "block < " + full() + " ? 64 : " + first;
    }
    String tail = "block == " + full() + " ? 32 : 16";
    return full() == 0 ? tail : "block < " + full() + " ? 64 : " + tail;
  }

  /** How many blocks there are. */
  int count() {
    return full() + rest().size();
  }
}
