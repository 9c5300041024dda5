package dev.fovea.processor.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a size came to be, told in one line. */
class HistoryTest {
  /** Layers that each take one row off. */
  private static History shrinking(int layers) {
    History history = History.input(new Shape(1, 100, 7));
    for (int i = 1; i <= layers; i++) {
      history = history.then("c" + i, new Shape(1, 100 - i, 7));
    }
    return history;
  }

  @Test
  void layersThatKeepASizeAreLeftOut() {
    History history = History.input(new Shape(3, 32, 30)).then("conv", new Shape(8, 30, 30)).then("relu", new Shape(8, 30, 30))
        .then("pool", new Shape(8, 15, 15));
    assertEquals("height: 32 -conv-> 30 -pool-> 15", history.along(Axis.HEIGHT));
    assertEquals("30 -pool-> 15", history.chain(Axis.WIDTH));
    assertEquals("height: 32 -conv-> 30 -pool-> 15, width: 30 -pool-> 15", history.toString());
  }

  @Test
  void nineStepsAreToldWholeAndOfMoreTheFirstAndLastFour() {
    assertEquals("100 -c1-> 99 -c2-> 98 -c3-> 97 -c4-> 96 -c5-> 95 -c6-> 94 -c7-> 93 -c8-> 92 -c9-> 91",
        shrinking(9).chain(Axis.HEIGHT));
    assertEquals("100 -c1-> 99 -c2-> 98 -c3-> 97 -c4-> 96 ... 2 more ... -c7-> 93 -c8-> 92 -c9-> 91 -c10-> 90",
        shrinking(10).chain(Axis.HEIGHT));
    assertEquals("7", shrinking(10).chain(Axis.WIDTH));
  }

  /** Two changes and one lead to the same size; none leads to another. Which axes change at once does not count, nor what keeps both. */
  @Test
  void ofSeveralWaysTheOneWithTheFewestChangesIsTold() {
    Shape image = new Shape(1, 20, 20);
    Shape small = new Shape(1, 5, 5);
    History twice = History.input(image).then("h", new Shape(1, 5, 20)).then("w", small);
    History once = History.input(image).then("a", image).then("b", new Shape(9, 20, 20)).then("both", small);
    History never = History.input(image);
    assertSame(once, History.clearest(List.of(twice, once, never), small));
    assertSame(once, History.clearest(List.of(never, once, twice), small));
    assertSame(twice, History.clearest(List.of(twice, once, never), new Shape(1, 7, 7)), "none leads there");
    assertEquals("both", once.then("last", small).lastChange());
    assertNull(never.then("last", image).lastChange());
  }

  /** As records compare by default, a chain of this length would overflow the stack. */
  @Test
  void chainsOfAnyLengthAreComparedByIdentity() {
    History one = History.input(new Shape(1, 2, 1));
    History other = History.input(new Shape(1, 2, 1));
    for (int i = 0; i < 100_000; i++) {
      one = one.then("step", new Shape(1, 2, 1));
      other = other.then("step", new Shape(1, 2, 1));
    }
    assertNotEquals(one, other);
    assertEquals(one, one);
    assertEquals(System.identityHashCode(one), one.hashCode());
  }
}
