package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Tensor;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private final LinearNetwork network = new LinearNetwork(2, 3);
  private final Points points = new Points(100, 1);

  private TrainerBuilder trainer() {
    return Trainer.builder(network, points).optimizer(new Sgd(network, 0.1).momentum(0.9)).batch(8).epochs(5);
  }

  @Test
  void linesThatSeparateClassesAreFound() {
    List<Epoch> epochs = trainer().heldOut(new Points(50, 2)).build().train();
    assertEquals(5, epochs.size());
    Epoch last = epochs.get(4);
    assertEquals(1.0, last.heldOut().accuracy());
    assertEquals(50, last.heldOut().samples());
    assertEquals(96, last.training().samples());
    assertTrue(last.training().loss() < 0.1 * epochs.get(0).training().loss());
  }

  /** The least-squares line through the points of a known line is that line. */
  @Test
  void meanSquaredErrorFindsTheLineBehindItsPoints() {
    LinearNetwork line = new LinearNetwork(2, 1);
    Dataset samples = new Dataset() {
      @Override
      public int size() {
        return points.size();
      }

      @Override
      public void read(int index, Tensor image) {
        points.read(index, image);
      }

      @Override
      public void target(int index, Tensor target) {
        target.set(0, 0, 0, 3 * points.point(index)[0] - 2 * points.point(index)[1] + 0.5f);
      }
    };
    List<Epoch> epochs = Trainer.builder(line, samples).loss(new MeanSquaredError()).optimizer(new Adam(line, 0.1))
        .batch(10).epochs(60).schedule(Schedule.cosine(60)).heldOut(samples).build().train();
    assertTrue(Double.isNaN(epochs.get(59).heldOut().accuracy()));
    assertArrayEquals(new float[] {3, -2}, line.weight.toArray(), 1e-3f);
    assertArrayEquals(new float[] {0.5f}, line.bias.toArray(), 1e-3f);
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    float[][] weights = new float[3][];
    long[] seeds = {7, 7, 8};
    for (int run = 0; run < 3; run++) {
      LinearNetwork fresh = new LinearNetwork(2, 3);
      Trainer.builder(fresh, points).optimizer(new Adam(fresh, 0.01)).batch(8).epochs(2).seed(seeds[run]).build().train();
      weights[run] = fresh.weight.packed().clone();
    }
    assertArrayEquals(weights[0], weights[1]);
    assertFalse(Arrays.equals(weights[0], weights[2]));
  }

  @Test
  void anEpochTakesEachSampleAtMostOnceInANewOrder() {
    trainer().epochs(2).build().train();
    List<Integer> first = points.read.subList(0, 96);
    List<Integer> second = points.read.subList(96, 192);
    assertEquals(192, points.read.size());
    assertEquals(96, new HashSet<>(first).size());
    assertEquals(96, new HashSet<>(second).size());
    assertNotEquals(first, second);
  }

  /** Ten samples in batches of four: the oracle judges each by its own, in double precision. */
  @Test
  void evaluationCountsEverySampleAndNothingElse() {
    Points ten = new Points(10, 5);
    Evaluation evaluation = new Evaluator(network, new SoftmaxCrossEntropy(), 4).evaluate(ten);
    double loss = 0;
    int right = 0;
    for (int i = 0; i < 10; i++) {
      double[] scores = new double[3];
      double exponentials = 0;
      for (int f = 0; f < 3; f++) {
        scores[f] = network.bias.get(f) + network.weight.get(f, 0, 0, 0) * ten.point(i)[0] + network.weight.get(f, 1, 0, 0)
            * ten.point(i)[1];
        exponentials += Math.exp(scores[f]);
      }
      loss -= Math.log(Math.exp(scores[i % 3]) / exponentials) / 10;
      right += scores[i % 3] == Arrays.stream(scores).max().getAsDouble() ? 1 : 0;
    }
    assertEquals(loss, evaluation.loss(), 1e-6);
    assertEquals(right / 10.0, evaluation.accuracy(), 1e-12);
    assertEquals(10, evaluation.samples());
  }

  /** Wrong labels and a learning rate that grows to absurdity spoil what was learned: the best epoch is not the last. */
  @Test
  void theCheckpointHoldsTheBestEpoch(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("best.safetensors");
    Points heldOut = new Points(60, 2);
    LabelledDataset spoiled = new LabelledDataset() {
      @Override
      public int size() {
        return points.size();
      }

      @Override
      public void read(int index, Tensor image) {
        points.read(index, image);
      }

      @Override
      public int label(int index) {
        return index % 5 == 0 ? (index + 1) % 3 : index % 3;
      }
    };
    List<Epoch> epochs = Trainer.builder(network, spoiled).optimizer(new Sgd(network, 0.05)).batch(8).epochs(6)
        .schedule(epoch -> epoch < 3 ? 1 : 4000 * epoch).heldOut(heldOut).checkpoint(file).build().train();
    Epoch best = epochs.get(0);
    for (Epoch epoch : epochs) {
      boolean better = epoch == best || epoch.heldOut().accuracy() > best.heldOut().accuracy()
          || epoch.heldOut().accuracy() == best.heldOut().accuracy() && epoch.heldOut().loss() < best.heldOut().loss();
      assertEquals(better, epoch.best());
      best = better ? epoch : best;
    }
    assertTrue(best.number() < 6);
    LinearNetwork loaded = new LinearNetwork(2, 3, List.of(Operation.Kind.DENSE), 99);
    loaded.load(file);
    assertEquals(best.heldOut(), new Evaluator(loaded, new SoftmaxCrossEntropy(), 8).evaluate(heldOut));
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("best.safetensors");
    String message = assertThrows(UncheckedIOException.class,
        () -> trainer().heldOut(points).checkpoint(file).build().train()).getMessage();
    assertTrue(message.startsWith("the checkpoint " + file + " could not be written: "), message);
    assertFalse(Files.exists(file));
  }

  @Test
  void aDivergingLossStopsWithTheEpochTheBatchAndAHint() {
    SoftmaxCrossEntropy usual = new SoftmaxCrossEntropy();
    Trainer trainer = trainer().loss(new Loss() {
      @Override
      public double value(Tensor outputs, Tensor targets) {
        return usual.value(outputs, targets);
      }

      @Override
      public double gradient(Tensor outputs, Tensor targets, Tensor gradient) {
        double value = usual.gradient(outputs, targets, gradient);
        return points.read.size() == 8 * 15 ? Double.POSITIVE_INFINITY : value;
      }

      @Override
      public int[] targetShape(Layer output) {
        return usual.targetShape(output);
      }
    }).build();
    assertMessage(DivergenceException.class, "the loss is Infinity in epoch 2 of 5, batch 3 of 12: try a lower learning rate"
        + " (it is 0.1), a warmup, or a batch norm after each convolution, and images scaled to a range near 0 to 1", trainer::train);
  }

  @Test
  void aNanInTheDatasetIsFound() {
    points.point(42)[1] = Float.NaN;
    String message = assertThrows(DivergenceException.class, () -> trainer().build().train()).getMessage();
    assertTrue(message.endsWith(": the image of sample 42 of the dataset holds NaN at channel 1, row 0, column 0"), message);
  }

  @Test
  void theScheduleMovesTheLearningRate() {
    Sgd sgd = new Sgd(network, 0.4);
    List<Epoch> epochs = trainer().optimizer(sgd).epochs(4).schedule(Schedule.step(2, 0.5)).build().train();
    assertEquals(List.of(0.4, 0.4, 0.2, 0.2), epochs.stream().map(Epoch::learningRate).toList());
  }

  @Test
  void choicesThatDoNotFitAreNamed() {
    assertMessage(IllegalArgumentException.class, "a trainer needs an optimiser: optimizer(new Adam(parameters, 0.001)), say",
        () -> Trainer.builder(network, points).build());
    assertMessage(IllegalArgumentException.class, "the optimiser was made for other parameters than those that are trained",
        () -> trainer().optimizer(new Sgd(new LinearNetwork(2, 3), 1)).build());
    assertMessage(IllegalArgumentException.class,
        "the dataset holds 100 samples, too few for a batch of 101: choose batch(100) or less", () -> trainer().batch(101).build());
    assertMessage(IllegalArgumentException.class, "a checkpoint of the best network needs a set to judge by: call heldOut(...)",
        () -> trainer().checkpoint(Path.of("x")).build());
    assertMessage(IllegalArgumentException.class, "the held-out set is empty", () -> trainer().heldOut(new Points(0, 1)).build());
    assertMessage(IllegalArgumentException.class, "the batch size must be at least 1, not 0", () -> trainer().batch(0));
  }

  private static void assertMessage(Class<? extends Exception> type, String message, Executable action) {
    assertEquals(message, assertThrows(type, action).getMessage());
  }
}
