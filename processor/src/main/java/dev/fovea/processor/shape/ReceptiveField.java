package dev.fovea.processor.shape;

/**
 * What a unit sees of the image, summed up along both axes.
 *
 * @param aligned whether the summary holds for every unit
 */
public record ReceptiveField(Extent rows, Extent columns, boolean aligned) {
  /**
   * Along one axis: unit u sees pixels {@code u * jump - padding} to {@code u * jump - padding + size - 1}. A. Araujo, W. Norris and
   * J. Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019.
   */
  public record Extent(long size, long jump, long padding) {}

  /** As in {@code 14x14, jump 2, first centre 4.5}. */
  public String describe() {
    String size = rows.size() + "x" + columns.size();
    if (!aligned) {
      return size + " at most (misaligned)";
    }
    String jump = rows.jump() == columns.jump() ? "" + rows.jump() : rows.jump() + "x" + columns.jump();
    boolean same = rows.size() == columns.size() && rows.padding() == columns.padding();
    String centre = same ? centre(rows) : centre(rows) + ", " + centre(columns);
    return size + ", jump " + jump + ", first centre " + centre;
  }

  private static String centre(Extent extent) {
    double centre = (extent.size() - 1) / 2.0 - extent.padding();
    return centre == Math.rint(centre) ? String.valueOf((long) centre) : String.valueOf(centre);
  }
}
