package dev.fovea.processor.emit;

/**
 * The rows and columns that a step goes over: all of them, or in a deconvnet those of a cone. Inside a loop over rows stand the variables
 * {@code n}, the image; {@code y}, the row in strides, where there is more than one; and with a cone {@code column}, the first column in
 * strides.
 */
interface Extent {
  /** All rows and columns. */
  Extent WHOLE = new Whole();

  /** How many rows all images have, given how many one has. */
  Text rows(int height);

  /** A loop over a step's share of the rows of all images. */
  default Text loop(int height, Text body) {
    return loop("row", "from", "to", height, body);
  }

  /** A loop over some rows of all images, counted by a variable between two expressions. */
  Text loop(String row, String from, String to, int height, Text body);

  /** What is added to the address of a row for the first column, with so many floats from column to column; empty for the row's first. */
  Text column(int floats);

  /** How many columns there are, given how many a row has. */
  Text columns(int width);

  /** How many columns of a phase there are, given how many a row of it has and how many one of the longest phase has. */
  default Text columns(int width, int longest) {
    return columns(width);
  }

  /** How many columns of a phase there are, given the expression of how many a row of it has. */
  default Text columns(Text width) {
    return width;
  }

  /** A loop over the rows of image n. */
  Text loopWithin(int height, Text body);

  /** The first column of image n. */
  Text first();

  /** The same extent with its rows one by one. */
  default Extent rowByRow() {
    return this;
  }

  /** One past the last column of image n, given how many a row has. */
  Text end(int width);

  /** The work of all images, given what a whole image takes. */
  Text work(long perImage);

  /** Everything. */
  final class Whole implements Extent {
    @Override
    public Text rows(int height) {
      return PassWriter.allRows(height);
    }

    @Override
    public Text loop(String row, String from, String to, int height, Text body) {
      return PassWriter.rows(row, from, to, height, body);
    }

    @Override
    public Text column(int floats) {
      return Text.of("");
    }

    @Override
    public Text columns(int width) {
      return Text.of("$L", width);
    }

    @Override
    public Text loopWithin(int height, Text body) {
      return height == 1 ? body
          : Text.builder().beginControlFlow("for (int y = 0; y < $L; y++)", height).add(body).endControlFlow().build();
    }

    @Override
    public Text first() {
      return Text.of("0");
    }

    @Override
    public Text end(int width) {
      return Text.of("$L", width);
    }

    @Override
    public Text work(long perImage) {
      return Text.of("$LL * batch", perImage);
    }
  }

  /**
   * What lies in a cone.
   *
   * @param cone the field that holds it
   * @param rowStride rows are counted in so many
   * @param columnStride columns are counted in so many
   */
  record Within(String cone, int rowStride, int columnStride) implements Extent {
    @Override
    public Text rows(int height) {
      return Text.of("$N.rows($L)", cone, rowStride);
    }

    @Override
    public Text loop(String row, String from, String to, int height, Text body) {
      Text.Builder code = Text.builder().beginControlFlow("for (int $L = $L; $L < $L; $L++)", row, from, row, to, row);
      code.addStatement("int n = $N.image($L, $L)", cone, row, rowStride);
      if (height > 1) {
        code.addStatement("int y = $N.row($L, $L)", cone, row, rowStride);
      }
      code.addStatement("int column = $N.column(n, $L)", cone, columnStride);
      return code.add(body).endControlFlow().build();
    }

    @Override
    public Text column(int floats) {
      return Text.of(" + column * $L", floats);
    }

    @Override
    public Text columns(int width) {
      return Text.of("$N.columns(n, $L)", cone, columnStride);
    }

    /** The last columns of the longest phase may be missing from a shorter one. */
    @Override
    public Text columns(int width, int longest) {
      return width == longest ? columns(width) : columns(Text.of("$L", width));
    }

    @Override
    public Text columns(Text width) {
      return Text.of("Math.min($N.columns(n, $L), $L - column)", cone, columnStride, width);
    }

    @Override
    public Text loopWithin(int height, Text body) {
      return Text.builder().beginControlFlow("for (int y = $N.firstRow(n); y < $N.endRow(n); y++)", cone, cone).add(body).endControlFlow()
          .build();
    }

    @Override
    public Text first() {
      return Text.of("$N.firstColumn(n)", cone);
    }

    @Override
    public Extent rowByRow() {
      return new Within(cone, 1, columnStride);
    }

    @Override
    public Text end(int width) {
      return Text.of("$N.endColumn(n)", cone);
    }

    @Override
    public Text work(long perImage) {
      return Text.of("$N.share($LL)", cone, perImage);
    }
  }
}
