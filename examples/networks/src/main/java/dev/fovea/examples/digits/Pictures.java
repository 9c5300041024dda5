package dev.fovea.examples.digits;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.LabelledDataset;
import dev.fovea.runtime.visual.FeatureMaps;
import dev.fovea.runtime.visual.FilterGrid;
import dev.fovea.runtime.visual.ImageGrid;
import dev.fovea.runtime.visual.Picture;
import dev.fovea.runtime.visual.ProjectionFigure;
import dev.fovea.runtime.visual.TopActivations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a trained LeNet-5 saw, as pictures in a folder. */
final class Pictures {
  private static final int SHEET_COLUMNS = 20;
  private static final int SHEET_ROWS = 10;
  private static final int SHOWN_DIGIT = 5;

  private final Parameters parameters;
  private final LabelledDataset images;
  private final Path folder;
  private final Forward forward;
  private final List<Path> saved = new ArrayList<>();

  Pictures(Parameters parameters, LabelledDataset images, Arguments arguments) {
    this.parameters = parameters;
    this.images = images;
    this.folder = arguments.out();
    this.forward = parameters.forward(Mode.RECORDING, 1, arguments.threads());
  }

  /** Draws and saves all of them. */
  List<Path> save() throws IOException {
    save("digits.png", sheet());
    save("c1-kernels.png", FilterGrid.of("c1", parameters.get("c1.weight")));
    Tensor digit = Tensor.zeros(parameters.layers().input());
    images.read(shown(), digit);
    forward.run(digit);
    for (Layer layer : List.of(LeNet5Layers.c1, LeNet5Layers.s2, LeNet5Layers.c3)) {
      save(layer.name() + "-maps.png", FeatureMaps.of(layer, forward.activation(layer), digit));
    }
    TopActivations top = TopActivations.scan(forward, LeNet5Layers.c3, images);
    save("c3-projections.png", ProjectionFigure.of(forward, images, top));
    return saved;
  }

  /** The first image of a digit that has straight and curved strokes; of a set without one, the first image. */
  private int shown() {
    for (int n = 0; n < images.size(); n++) {
      if (images.label(n) == SHOWN_DIGIT) {
        return n;
      }
    }
    return 0;
  }

  private Picture sheet() {
    int[] shape = parameters.layers().input();
    Tensor sheet = Tensor.zeros(Math.min(SHEET_COLUMNS * SHEET_ROWS, images.size()), shape[0], shape[1], shape[2]);
    for (int n = 0; n < sheet.batch(); n++) {
      images.read(n, sheet.image(n));
    }
    return ImageGrid.of("Digits", "the first " + sheet.batch() + " of the held-out set", sheet, SHEET_COLUMNS);
  }

  private void save(String name, Picture picture) throws IOException {
    Path file = folder.resolve(name);
    picture.save(file);
    saved.add(file);
  }
}
