package dev.fovea.runtime.train;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a network, by the loss of its first output.
 *
 * <pre>{@code
 * Parameters parameters = LeNet5Parameters.random(42);
 * Trainer.builder(parameters, digits)
 *     .loss(new SoftmaxCrossEntropy())
 *     .optimizer(new Adam(parameters, 0.001))
 *     .batch(64).epochs(10).seed(1)
 *     .heldOut(others).checkpoint(Path.of("best.safetensors"))
 *     .progress(Progress.console())
 *     .build().train();
 * }</pre>
 *
 * <p>Each epoch takes the samples in a new order, which depends on seed and epoch only: the same parameters, data
 * and choices give the same network, bit for bit, whatever the number of threads. Samples that do not fill a last
 * batch sit out that epoch; the next one has others at its end. The held-out set is judged after each epoch,
 * every sample of it.
 */
public final class Trainer {
  private final TrainerBuilder choices;
  private final Parameters parameters;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Samples samples;
  private final Forward forward;
  private final Backward backward;
  private final Tensor[] gradients;
  private final Evaluator evaluator;
  private final double baseRate;
  private final int[] order;
  private final Mean mean = new Mean();
  private Evaluation best;

  Trainer(TrainerBuilder choices) {
    this.choices = choices;
    this.parameters = choices.parameters;
    this.loss = choices.loss;
    this.optimizer = choices.optimizer;
    this.samples = new Samples(parameters, loss, choices.batch);
    this.forward = parameters.forward(Mode.TRAINING, choices.batch, choices.threads);
    this.backward = forward.backward();
    this.gradients = parameters.layers().outputs().stream().map(Layer::shape)
        .map(shape -> Samples.zeros(choices.batch, shape)).toArray(Tensor[]::new);
    this.evaluator = choices.heldOut == null ? null : new Evaluator(parameters, loss, choices.batch, choices.threads);
    this.baseRate = optimizer.learningRate();
    this.order = Samples.inOrder(choices.dataset.size());
  }

  /** Starts to choose; everything has a default but the optimiser. */
  public static TrainerBuilder builder(Parameters parameters, Dataset dataset) {
    return new TrainerBuilder(parameters, dataset);
  }

  /**
   * Trains for all epochs. The parameters are then those after the last epoch; a checkpoint holds those after the
   * best one.
   *
   * @return what came of each epoch
   * @throws DivergenceException if the loss becomes infinite or NaN; the parameters are then as the last step left them
   * @throws UncheckedIOException if the checkpoint cannot be written
   */
  public List<Epoch> train() {
    List<Epoch> epochs = new ArrayList<>();
    choices.progress.start(choices.epochs, batches());
    try {
      for (int epoch = 1; epoch <= choices.epochs; epoch++) {
        Epoch result = epoch(epoch);
        epochs.add(result);
        choices.progress.epoch(result);
      }
    } finally {
      choices.progress.end();
    }
    return List.copyOf(epochs);
  }

  private int batches() {
    return order.length / choices.batch;
  }

  private Epoch epoch(int epoch) {
    long start = choices.nanoTime.getAsLong();
    Samples.shuffle(order, choices.seed, epoch);
    mean.clear();
    for (int batch = 0; batch < batches(); batch++) {
      optimizer.setLearningRate(baseRate * choices.schedule.factor(epoch - 1 + (double) batch / batches()));
      step(epoch, batch);
      choices.progress.batch(epoch, batch + 1, mean.loss(), mean.accuracy());
    }
    Evaluation heldOut = evaluator == null ? null : evaluator.evaluate(choices.heldOut);
    boolean improved = heldOut != null && Double.isFinite(heldOut.loss()) && (best == null || heldOut.isBetterThan(best));
    if (improved) {
      best = heldOut;
      checkpoint();
    }
    double seconds = (choices.nanoTime.getAsLong() - start) / 1e9;
    return new Epoch(epoch, choices.epochs, mean.evaluation(), heldOut, improved, optimizer.learningRate(), seconds);
  }

  /** One step: a run forward, a run back, an update. The gradients of other outputs than the first stay zero. */
  private void step(int epoch, int batch) {
    int from = batch * choices.batch;
    samples.read(choices.dataset, order, from, choices.batch);
    Tensor outputs = forward.run(samples.images);
    double value = loss.gradient(outputs, samples.targets, gradients[0]);
    if (!Double.isFinite(value)) {
      throw diverged(epoch, batch, from, value);
    }
    mean.add(value, loss.accuracy(outputs, samples.targets), choices.batch);
    backward.runForTraining(gradients);
    optimizer.step(backward);
  }

  private DivergenceException diverged(int epoch, int batch, int from, double value) {
    String cause = Batches.notFinite("image", samples.images, order, from);
    if (cause == null) {
      cause = Batches.notFinite("target", samples.targets, order, from);
    }
    if (cause == null) {
      cause = "try a lower learning rate (it is " + optimizer.learningRate() + "), a warmup, or a batch norm after each"
          + " convolution, and images scaled to a range near 0 to 1";
    }
    return new DivergenceException("the loss is " + value + " in epoch " + epoch + " of " + choices.epochs + ", batch "
        + (batch + 1) + " of " + batches() + ": " + cause);
  }

  private void checkpoint() {
    if (choices.checkpoint == null) {
      return;
    }
    try {
      parameters.save(choices.checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + choices.checkpoint + " could not be written: " + e.getMessage(), e);
    }
  }
}
