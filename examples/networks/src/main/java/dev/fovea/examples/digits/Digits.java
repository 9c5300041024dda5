package dev.fovea.examples.digits;

import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.train.Adam;
import dev.fovea.runtime.train.DivergenceException;
import dev.fovea.runtime.train.Evaluation;
import dev.fovea.runtime.train.Evaluator;
import dev.fovea.runtime.train.LabelledDataset;
import dev.fovea.runtime.train.Progress;
import dev.fovea.runtime.train.Schedule;
import dev.fovea.runtime.train.SoftmaxCrossEntropy;
import dev.fovea.runtime.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains LeNet-5 to read handwritten digits, saves and reloads its weights, and draws what it saw. */
public final class Digits {
  private static final int TRAINING_DIGITS = 12_000;
  private static final int HELD_OUT_DIGITS = 2_000;
  private static final int BATCH = 32;
  private static final double LEARNING_RATE = 0.002;
  /** Fades what the first random weights left in the kernels, which would be seen as grain in the pictures. */
  private static final double WEIGHT_DECAY = 0.5;

  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private Digits() {}

  /**
   * Starts the job; {@code --help} tells the arguments. Ends with 0, with 1 if it failed, or with 2 for a wrong
   * argument.
   */
  public static void main(String[] words) {
    System.exit(run(System.out, System.err, words));
  }

  static int run(PrintStream out, PrintStream err, String... words) {
    try {
      Arguments arguments = Arguments.parse(words);
      if (arguments.help()) {
        out.print(Arguments.HELP);
      } else {
        run(out, arguments);
      }
      return SUCCESS;
    } catch (Arguments.Mistake e) {
      err.println("digits: " + e.getMessage() + " (--help tells more)");
      return WRONG_ARGUMENTS;
    } catch (IOException | UncheckedIOException | DivergenceException e) {
      err.println("digits: " + e.getMessage());
      return FAILURE;
    }
  }

  private static void run(PrintStream out, Arguments arguments) throws IOException {
    Path mnist = arguments.mnist();
    long seed = arguments.seed();
    LabelledDataset training = mnist == null ? new DrawnDigits(2 * seed, TRAINING_DIGITS) : Mnist.training(mnist);
    LabelledDataset heldOut = mnist == null ? new DrawnDigits(2 * seed + 1, HELD_OUT_DIGITS) : Mnist.test(mnist);
    createFolder(arguments.out());
    LeNet5Parameters parameters = LeNet5Parameters.random(seed);
    out.println(parameters.layers().table());
    out.printf(Locale.ROOT, "Training on %,d %s, held out: %,d%n", training.size(),
        mnist == null ? "digits drawn by the program" : "digits of " + mnist, heldOut.size());
    train(parameters, training, heldOut, arguments);

    Evaluation learned = evaluate(parameters, heldOut, arguments);
    Path weights = arguments.out().resolve("lenet5.safetensors");
    parameters.save(weights);
    LeNet5Parameters reloaded = LeNet5Parameters.random(seed + 1);
    reloaded.load(weights);
    Evaluation again = evaluate(reloaded, heldOut, arguments);
    if (!again.equals(learned)) {
      throw new IOException(weights + ": the reloaded network is not the one that was saved: " + again + " instead of " + learned);
    }
    out.printf(Locale.ROOT, "Held-out accuracy %.2f %%, and the same from the weights saved to and reloaded from %s%n",
        100 * again.accuracy(), weights);

    List<Path> pictures = new Pictures(reloaded, heldOut, arguments).save();
    out.println("The pictures are in " + arguments.out().toAbsolutePath().normalize() + ":");
    for (Path picture : pictures) {
      out.println("  " + picture.getFileName());
    }
  }

  private static void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(folder + ": this folder cannot be made; choose another by --out", e);
    }
  }

  private static void train(Parameters parameters, LabelledDataset training, LabelledDataset heldOut, Arguments arguments) {
    Trainer.builder(parameters, training)
        .optimizer(new Adam(parameters, LEARNING_RATE).decoupledWeightDecay(WEIGHT_DECAY))
        .schedule(Schedule.cosine(arguments.epochs()))
        .batch(Math.min(BATCH, training.size())).epochs(arguments.epochs()).seed(arguments.seed()).threads(arguments.threads())
        .heldOut(heldOut)
        .progress(Progress.console())
        .build().train();
  }

  private static Evaluation evaluate(Parameters parameters, LabelledDataset images, Arguments arguments) {
    return new Evaluator(parameters, new SoftmaxCrossEntropy(), BATCH, arguments.threads()).evaluate(images);
  }
}
