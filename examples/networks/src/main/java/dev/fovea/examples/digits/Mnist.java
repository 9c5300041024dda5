package dev.fovea.examples.digits;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.LabelledDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * MNIST (Y. LeCun, C. Cortes, C. Burges), or any set of the same form, from IDX files in a folder: images {@code [1,
 * 28, 28]} from 0 to 1, and labels from 0 to 9.
 */
public final class Mnist implements LabelledDataset {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private final byte[] images;
  private final byte[] labels;

  private Mnist(byte[] images, byte[] labels) {
    this.images = images;
    this.labels = labels;
  }

  /**
   * The training set, from {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}, which may be written
   * with a dot as in {@code train-images.idx3-ubyte}, and may end in {@code .gz}.
   *
   * @throws IOException if a file is missing or damaged; the message names it
   */
  public static Mnist training(Path folder) throws IOException {
    return read(folder, "train");
  }

  /**
   * The test set, from {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, or as in {@link #training}.
   *
   * @throws IOException if a file is missing or damaged; the message names it
   */
  public static Mnist test(Path folder) throws IOException {
    return read(folder, "t10k");
  }

  private static Mnist read(Path folder, String set) throws IOException {
    Path imageFile = find(folder, set + "-images", "idx3-ubyte");
    Path labelFile = find(folder, set + "-labels", "idx1-ubyte");
    IdxFile images = IdxFile.read(imageFile, SIDE, SIDE);
    IdxFile labels = IdxFile.read(labelFile);
    if (images.count() != labels.count()) {
      throw new IOException(labelFile + ": holds " + labels.count() + " labels, but " + imageFile.getFileName() + " holds "
          + images.count() + " images");
    }
    for (int i = 0; i < labels.count(); i++) {
      int label = Byte.toUnsignedInt(labels.bytes()[i]);
      if (label >= CLASSES) {
        throw new IOException(labelFile + ": label " + i + " is " + label + ", but digits are 0 to 9");
      }
    }
    return new Mnist(images.bytes(), labels.bytes());
  }

  private static Path find(Path folder, String name, String type) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": is no folder; it should hold " + name + "-" + type + " and the other files of MNIST");
    }
    for (String spelling : List.of(name + "-" + type, name + "." + type)) {
      for (String ending : List.of("", ".gz")) {
        Path file = folder.resolve(spelling + ending);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new IOException(folder + ": holds no " + name + "-" + type + ", plain or .gz");
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, Tensor image) {
    int from = index * SIDE * SIDE;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        image.set(0, row, column, Byte.toUnsignedInt(images[from + row * SIDE + column]) / 255f);
      }
    }
  }
}
