package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void stepsComeAfterWholeEpochs() {
    Schedule schedule = Schedule.step(3, 0.1);
    assertEquals(1, schedule.factor(2.999));
    assertEquals(0.1, schedule.factor(3), 1e-15);
    assertEquals(0.01, schedule.factor(8), 1e-15);
  }

  @Test
  void aCosineFallsFromOneThroughAHalfToZero() {
    Schedule schedule = Schedule.cosine(10);
    assertEquals(1, schedule.factor(0));
    assertEquals(0.75, schedule.factor(10 / 3.0), 1e-12);
    assertEquals(0.5, schedule.factor(5), 1e-12);
    assertEquals(0, schedule.factor(10));
    assertEquals(0, schedule.factor(11));
  }

  @Test
  void aWarmupRampsUp() {
    Schedule schedule = Schedule.constant().withWarmup(2);
    assertEquals(0, schedule.factor(0));
    assertEquals(0.25, schedule.factor(0.5));
    assertEquals(1, schedule.factor(7));
  }
}
