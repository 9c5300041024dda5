package dev.fovea.processor.report;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fovea.Add;
import dev.fovea.Relu;
import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Graphs of any form, with blocks in blocks: every value is drawn, and no line runs through a box. */
class RandomGraphsTest {
  @RepeatedTest(60)
  void linesRunAroundBoxes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Written written = new Written(2, 4, 4);
    List<String> names = new ArrayList<>(List.of("input"));
    int size = 2 + random.nextInt(repetition.getCurrentRepetition() == 60 ? 600 : 30);
    String block = "";
    for (int i = 0; i < size; i++) {
      if (random.nextInt(4) == 0) {
        block = random.nextInt(3) == 0 ? "" : "b" + i + (random.nextInt(3) == 0 ? "[0].inner" : "") + ".";
      }
      int inputs = 1 + random.nextInt(random.nextInt(4) == 0 ? 5 : 2);
      List<String> reads = new ArrayList<>();
      for (int j = 0; j < inputs; j++) {
        int back = random.nextInt(5) == 0 ? random.nextInt(names.size()) : Math.min(names.size() - 1, random.nextInt(3));
        reads.add(names.get(names.size() - 1 - back));
      }
      String name = block + "l" + i;
      written.layer(name, String.join(" ", reads), reads.size() == 1 ? op(Relu.class) : op(Add.class));
      names.add(name);
    }
    Problems problems = new Problems();
    Graph graph = Wiring.join(written.everyEndIsAnOutput().network(), problems);
    Report report = new Report(graph, Inference.infer(graph, problems), null);
    assertFalse(problems.hasErrors(), () -> problems.all().toString());
    Read page = new Read(Page.write(report, problems.all()));
    assertEquals(size, page.rows("layers").size());
    PageTest.requireRoom(page);
  }
}
