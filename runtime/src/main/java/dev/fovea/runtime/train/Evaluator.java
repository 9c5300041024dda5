package dev.fovea.runtime.train;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.Threads;

/**
 * Judges a network as it is used after training, in {@link Mode#INFERENCE}, by its first output. Owns its buffers
 * and can be used again while the parameters change. For one thread at a time.
 */
public final class Evaluator {
  private final Loss loss;
  private final Forward forward;
  private final Samples samples;
  private final Mean mean = new Mean();

  /** On {@link Threads#available()} threads. */
  public Evaluator(Parameters parameters, Loss loss, int batch) {
    this(parameters, loss, batch, Threads.available());
  }

  /**
   * An evaluator.
   *
   * @param batch how many images run at once; the results depend on it by rounding at most
   * @throws IllegalArgumentException if the loss cannot judge the network's first output
   */
  public Evaluator(Parameters parameters, Loss loss, int batch, int threads) {
    this.loss = loss;
    this.samples = new Samples(parameters, loss, Check.positive("the batch size", batch));
    this.forward = parameters.forward(Mode.INFERENCE, batch, threads);
  }

  /**
   * Judges every sample. The last batch is run whole, whatever fills it up, and only its samples count.
   *
   * @throws IllegalArgumentException if the dataset is empty
   */
  public Evaluation evaluate(Dataset dataset) {
    int size = dataset.size();
    if (size < 1) {
      throw new IllegalArgumentException("a dataset to be evaluated must hold at least one sample");
    }
    int[] order = Samples.inOrder(size);
    mean.clear();
    for (int from = 0; from < size; from += forward.batch()) {
      int count = Math.min(forward.batch(), size - from);
      samples.read(dataset, order, from, count);
      Tensor outputs = forward.run(samples.images);
      add(Batches.first(outputs, count), Batches.first(samples.targets, count));
    }
    return mean.evaluation();
  }

  private void add(Tensor outputs, Tensor targets) {
    mean.add(loss.value(outputs, targets), loss.accuracy(outputs, targets), outputs.batch());
  }
}
