package dev.fovea.runtime.train;

import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Threads;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The choices that a {@link Trainer} is made from. */
public final class TrainerBuilder {
  final Parameters parameters;
  final Dataset dataset;
  Loss loss = new SoftmaxCrossEntropy();
  Optimizer optimizer;
  Schedule schedule = Schedule.constant();
  int batch = 32;
  int epochs = 1;
  long seed;
  int threads = Threads.available();
  Dataset heldOut;
  Path checkpoint;
  Progress progress = Progress.SILENT;
  LongSupplier nanoTime = System::nanoTime;

  TrainerBuilder(Parameters parameters, Dataset dataset) {
    this.parameters = Objects.requireNonNull(parameters, "parameters");
    this.dataset = Objects.requireNonNull(dataset, "dataset");
  }

  /** The loss; {@link SoftmaxCrossEntropy} unless chosen. */
  public TrainerBuilder loss(Loss loss) {
    this.loss = Objects.requireNonNull(loss, "loss");
    return this;
  }

  /** The optimiser, of the same parameters. */
  public TrainerBuilder optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return this;
  }

  /** How the optimiser's learning rate changes; not at all unless chosen. */
  public TrainerBuilder schedule(Schedule schedule) {
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    return this;
  }

  /** How many images make one step; 32 unless chosen. */
  public TrainerBuilder batch(int batch) {
    this.batch = Check.positive("the batch size", batch);
    return this;
  }

  /** How often the whole dataset is gone through; 1 unless chosen. */
  public TrainerBuilder epochs(int epochs) {
    this.epochs = Check.positive("the number of epochs", epochs);
    return this;
  }

  /** What the order of samples is drawn from; 0 unless chosen. */
  public TrainerBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** How many threads share a run; {@link Threads#available()} unless chosen. The results do not depend on it. */
  public TrainerBuilder threads(int threads) {
    this.threads = Check.positive("the number of threads", threads);
    return this;
  }

  /** Samples that are not trained on; the network is judged by them after each epoch. */
  public TrainerBuilder heldOut(Dataset heldOut) {
    this.heldOut = Objects.requireNonNull(heldOut, "heldOut");
    return this;
  }

  /**
   * A safetensors file that takes the parameters whenever the held-out accuracy is the best so far, or between
   * equal ones the loss (the loss alone where there is no accuracy).
   */
  public TrainerBuilder checkpoint(Path file) {
    this.checkpoint = Objects.requireNonNull(file, "file");
    return this;
  }

  /** Who is told how it goes; {@link Progress#SILENT} unless chosen. */
  public TrainerBuilder progress(Progress progress) {
    this.progress = Objects.requireNonNull(progress, "progress");
    return this;
  }

  TrainerBuilder nanoTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    return this;
  }

  /**
   * Makes the trainer, and room for its passes.
   *
   * @throws IllegalArgumentException if the choices do not fit each other
   */
  public Trainer build() {
    require(optimizer != null, "a trainer needs an optimiser: optimizer(new Adam(parameters, 0.001)), say");
    require(optimizer.parameters() == parameters, "the optimiser was made for other parameters than those that are trained");
    require(dataset.size() >= batch, "the dataset holds " + dataset.size() + " samples, too few for a batch of " + batch
        + ": choose batch(" + Math.max(1, dataset.size()) + ") or less");
    require(heldOut == null || heldOut.size() > 0, "the held-out set is empty");
    require(checkpoint == null || heldOut != null, "a checkpoint of the best network needs a set to judge by: call heldOut(...)");
    return new Trainer(this);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
