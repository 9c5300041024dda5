package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Traversal;

/**
 * The loops of a direct correlation whose weights are too many for the second-level cache: each block of filters meets all rows before
 * the next is read, and where it has many steps, so does each chunk of them. An item is one row of one block, so that threads share
 * the work out evenly, however few rows or blocks there are.
 */
record FilterBlocks(Correlation correlation) {
  private int count() {
    return correlation.groups() * correlation.blocks().count();
  }

  private int height() {
    return correlation.rows().longest();
  }

  Text items() {
    Text rows = correlation.extent().rows(height());
    return count() == 1 ? rows : Text.of("$L * $L", rows, count());
  }

  Text body(PassWriter pass, Epilogue epilogue) {
    Text all = correlation.extent().rows(height());
    Text.Builder code = Text.builder().beginControlFlow("for (int item = from, next; item < to; item = next)");
    code.addStatement("int row = $L", count() == 1 ? "item" : Text.of("item % ($L)", all));
    code.addStatement("int last = Math.min($L, row + to - item)", all);
    code.addStatement("next = item + last - row");
    code.addStatement("int block = $L", count() == 1 ? "0" : Text.of("item / ($L)", all));
    if (correlation.groups() > 1) {
      code.addStatement("int g = block / $L", correlation.blocks().count());
      code.addStatement("block = block % $L", correlation.blocks().count());
    }
    code.add(correlation.blocks().variables());
    boolean chunked = correlation.traversal() == Traversal.CHUNKS;
    if (chunked) {
      code.beginControlFlow("for (int k = 0; k < $L; k += $L)", correlation.steps(), Traversal.CHUNK);
    }
    code.add(images(correlation.phases((r, c, before) -> {
      String start = correlation.start();
      String from = chunked ? "k" : "0";
      String to = chunked ? "Math.min(k + " + Traversal.CHUNK + ", " + correlation.steps() + ")"
          : String.valueOf(r.taps() * c.taps() * correlation.channels());
      String rows = height() == 1 || !isWhole() ? null : r.count() < height() ? "Math.min(rows, " + r.count() + " - y)" : "rows";
      return correlation.call(pass, r, c, before, "f", "width",
          new Correlation.Part(from, to, chunked && start != null ? "k == 0 ? " + start + " : null" : start, rows), null);
    })));
    if (chunked) {
      code.endControlFlow();
    }
    Terms first = new Terms().plus("g", correlation.groups() > 1 ? correlation.filters() : 0).plus("f", 1);
    Text finish = correlation.finish(place -> epilogue.block(place, first.toString(), "width").orElseThrow());
    if (!finish.isEmpty()) {
      code.add(correlation.extent().loop("r", "row", "last", height(), finish));
    }
    return code.endControlFlow().build();
  }

  /** Whether the rows of an image follow one another without end, so that one call can do many; in a cone they are taken one by one. */
  private boolean isWhole() {
    return correlation.extent().equals(Extent.WHOLE);
  }

  /** A loop over the images that the rows belong to. */
  private Text images(Text body) {
    if (height() == 1 || !isWhole()) {
      return correlation.extent().loop("r", "row", "last", height(), body);
    }
    return Text.builder().beginControlFlow("for (int r = row, rows; r < last; r += rows)").addStatement("int n = r / $L", height())
        .addStatement("int y = r % $L", height()).addStatement("rows = Math.min(last - r, $L - y)", height()).add(body).endControlFlow()
        .build();
  }
}
