package dev.fovea.runtime;

/**
 * What a unit sees of the image, summed up: unit {@code u} of an axis sees the pixels from {@code u * jump - padding} to
 * {@code u * jump - padding + size - 1}.
 *
 * <p>Passed on from layer to layer as {@code r + (k - 1) j, P + p j, j s} (A. Araujo, W. Norris and J. Sim, "Computing Receptive
 * Fields of Convolutional Neural Networks", Distill 2019). Where branches with different jumps or centres meet, or a transposed
 * convolution makes neighbours differ, no such summary exists: it is not {@link #aligned()}, and sizes are those of the largest
 * unit. {@link Layer#region} is exact in every case.
 *
 * @param height rows that a unit sees
 * @param width columns that a unit sees
 * @param rowJump rows between the regions of neighbouring units
 * @param columnJump columns between the regions of neighbouring units
 * @param topPadding rows by which the first unit's region begins above the image
 * @param leftPadding columns by which the first unit's region begins left of the image
 * @param aligned whether the summary holds for every unit
 */
public record ReceptiveField(int height, int width, int rowJump, int columnJump, int topPadding, int leftPadding,
    boolean aligned) {
  /** Row of the centre of the first unit's region, in pixels; pixel centres are whole numbers. */
  public double centerRow() {
    return -topPadding + (height - 1) / 2.0;
  }

  /** Column of the centre of the first unit's region, in pixels; pixel centres are whole numbers. */
  public double centerColumn() {
    return -leftPadding + (width - 1) / 2.0;
  }

  /** As in {@code 14x14/2}: size and jump; no jump where every unit sees the same, and misaligned ones say so. */
  @Override
  public String toString() {
    String jump = rowJump == columnJump ? "/" + rowJump : "/" + rowJump + "x" + columnJump;
    if (rowJump == 0 && columnJump == 0) {
      jump = "";
    }
    return height + "x" + width + (aligned ? jump : " misaligned");
  }
}
