package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII);
  private long now = 5 * SECOND;

  private String printed() {
    out.flush();
    String text = bytes.toString(StandardCharsets.US_ASCII).replace(System.lineSeparator(), "\n");
    bytes.reset();
    return text;
  }

  private final Epoch second = new Epoch(2, 10, new Evaluation(0.12, 0.9631, 60032),
      new Evaluation(0.09, 0.971, 10000), true, 0.1, 12.34);

  @Test
  void theBarShowsEpochBatchesLossAccuracyAndTheTimeLeftOfAllEpochs() {
    ProgressBar bar = new ProgressBar(out, () -> now);
    bar.start(10, 100);
    now += 20 * SECOND;
    bar.batch(2, 50, 0.1234, 0.96531);
    assertEquals("\repoch 2/10 [====>    ] 50/100 batches, loss 0.1234, accuracy 96.53 %, 1:54 left",
        printed());
  }

  @Test
  void theBarFillsTheLineAndNeverWraps() {
    ProgressBar bar = new ProgressBar(out, () -> now);
    bar.start(10, 938);
    int full = 0;
    for (int batch = 1; batch <= 938; batch++) {
      now += SECOND / 5;
      bar.batch(3, batch, 1 / (double) batch, 0.5);
      String line = printed();
      assertTrue(line.startsWith("\repoch 3/10 ["), line);
      assertTrue(line.length() <= 80, line);
      full = line.contains(">") ? full : full + 1;
    }
    assertEquals(1, full);
  }

  @Test
  void theBarIsRedrawnTenTimesASecondAtMostButAlwaysAtTheEnd() {
    ProgressBar bar = new ProgressBar(out, () -> now);
    bar.start(1, 1000);
    for (int batch = 1; batch <= 1000; batch++) {
      now += SECOND / 1000;
      bar.batch(1, batch, 1, Double.NaN);
    }
    String text = printed();
    assertEquals(11, text.chars().filter(c -> c == '\r').count());
    assertTrue(text.endsWith("] 1000/1000 batches, loss 1.0000, 0:00 left"), text);
  }

  @Test
  void anEpochsResultsReplaceTheBarAndStay() {
    ProgressBar bar = new ProgressBar(out, () -> now);
    bar.start(10, 2);
    now += SECOND;
    bar.batch(2, 2, 0.12, Double.NaN);
    int width = printed().length() - 1;
    bar.epoch(second);
    String result = "epoch 2/10: loss 0.1200, accuracy 96.31 %; held-out loss 0.0900, accuracy 97.10 % (best); 12.3 s";
    assertEquals("\r" + result + " ".repeat(Math.max(0, width - result.length())) + "\n", printed());
    bar.end();
    assertEquals("", printed());
    bar.batch(3, 2, 0.12, Double.NaN);
    printed();
    bar.end();
    assertEquals("\n", printed());
  }

  @Test
  void plainLinesComeAtTenthsOfTheTrainingAndAfterEpochs() {
    ProgressLines lines = new ProgressLines(out, () -> now);
    lines.start(2, 50);
    for (int epoch = 1; epoch <= 2; epoch++) {
      for (int batch = 1; batch <= 50; batch++) {
        now += SECOND;
        lines.batch(epoch, batch, 0.5, Double.NaN);
      }
      lines.epoch(new Epoch(epoch, 2, new Evaluation(0.5, Double.NaN, 50), null, false, 0.1, 50));
    }
    List<String> text = printed().lines().toList();
    assertEquals(10, text.size());
    assertEquals("epoch 1/2, 10/50 batches: loss 0.5000, 1:30 left", text.get(0));
    assertEquals("epoch 1/2: loss 0.5000; 50.0 s", text.get(4));
    assertEquals("epoch 2/2, 40/50 batches: loss 0.5000, 0:10 left", text.get(8));
    assertFalse(String.join("", text).contains("\r"));
  }

  @Test
  void hoursAreShownWhereThereAreAny() {
    ProgressLines lines = new ProgressLines(out, () -> now);
    lines.start(1, 10);
    now += 1000 * SECOND;
    lines.batch(1, 1, 1e-5, 1);
    assertEquals("epoch 1/1, 1/10 batches: loss 1.000e-05, accuracy 100.00 %, 2:30:00 left\n", printed());
  }

  @Test
  void aTrainerTellsOfEveryBatchAndEpoch() {
    LinearNetwork network = new LinearNetwork(2, 3);
    ProgressLines lines = new ProgressLines(out, () -> now);
    Trainer.builder(network, new Points(20, 1)).optimizer(new Sgd(network, 0)).batch(2).epochs(1).progress(lines)
        .nanoTime(() -> now += SECOND).build().train();
    List<String> text = printed().lines().toList();
    assertEquals(10, text.size());
    assertTrue(text.get(9).matches("epoch 1/1: loss 1\\.\\d{4}, accuracy \\d+\\.00 %; 1\\.0 s"), text.get(9));
  }
}
