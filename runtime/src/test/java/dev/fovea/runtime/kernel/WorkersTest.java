package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What a caller may rely on when steps are shared out, and what the threads behind that leave alone. */
class WorkersTest {
  private static final long ENOUGH_WORK = 10_000_000;

  /** A step that does something with each of its items, on three threads. */
  private static final class Shared extends Pass {
    private final IntConsumer item;

    Shared(IntConsumer item) {
      super(1, 3, 1);
      this.item = item;
    }

    @Override
    protected void step(int step, int from, int to) {
      for (int i = from; i < to; i++) {
        item.accept(i);
      }
    }

    void go(int items) {
      run(0, items, ENOUGH_WORK);
    }
  }

  /** Waits until something holds, a minute at most, on whatever machine. */
  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(20);
    }
  }

  private static List<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("fovea-worker") && thread.isAlive()).toList();
  }

  /** Each of three threads waits for the others, so that all must take part. */
  private static void useAll() {
    CountDownLatch all = new CountDownLatch(3);
    new Shared(i -> {
      all.countDown();
      try {
        all.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }).go(3);
  }

  @Test
  void everyItemIsDoneOnceWhateverTheirNumber() {
    for (int items = 0; items <= 40; items++) {
      AtomicIntegerArray done = new AtomicIntegerArray(items + 1);
      new Shared(done::incrementAndGet).go(items);
      for (int i = 0; i < items; i++) {
        assertEquals(1, done.get(i), "item " + i + " of " + items);
      }
    }
  }

  @Test
  void whatIsThrownInAnyPartReachesTheCallerAfterAllPartsHaveEnded() {
    for (int repetition = 0; repetition < 50; repetition++) {
      for (int failing = 0; failing < 3; failing++) {
        int at = failing;
        AtomicIntegerArray done = new AtomicIntegerArray(3);
        RuntimeException thrown = new IllegalStateException("item " + at);
        Error fatal = new StackOverflowError();
        assertSame(thrown, assertThrows(RuntimeException.class, () -> new Shared(i -> {
          done.incrementAndGet(i);
          if (i == at) {
            throw thrown;
          }
        }).go(3)));
        assertEquals("[1, 1, 1]", done.toString());
        assertSame(fatal, assertThrows(Error.class, () -> new Shared(i -> {
          if (i == at) {
            throw fatal;
          }
        }).go(3)));
      }
    }
    useAll(); // They go on working.
  }

  /** The first part's, and of the others that of the lowest. */
  @Test
  void ofSeveralFailuresTheFirstPartsIsThrown() {
    RuntimeException[] thrown = {new RuntimeException("0"), new RuntimeException("1"), new RuntimeException("2")};
    assertSame(thrown[0], assertThrows(RuntimeException.class, () -> new Shared(i -> {
      throw thrown[i];
    }).go(3)));
    assertSame(thrown[1], assertThrows(RuntimeException.class, () -> new Shared(i -> {
      if (i > 0) {
        throw thrown[i];
      }
    }).go(3)));
  }

  @Test
  void aCallerThatIsInterruptedFinishesAndStaysInterrupted() {
    AtomicIntegerArray done = new AtomicIntegerArray(64);
    Thread.currentThread().interrupt();
    new Shared(done::incrementAndGet).go(64);
    assertTrue(Thread.interrupted());
    for (int i = 0; i < 64; i++) {
      assertEquals(1, done.get(i));
    }
  }

  @Test
  void stepsWithinStepsAndOtherCallersAreDoneByTheirCallers() throws InterruptedException {
    Set<Thread> inner = ConcurrentHashMap.newKeySet();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Thread other = new Thread(() -> new Shared(i -> {
      held.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }).go(3));
    other.start();
    held.await();
    new Shared(i -> inner.add(Thread.currentThread())).go(30);
    assertEquals(Set.of(Thread.currentThread()), inner);
    free.countDown();
    other.join();
  }

  @Test
  void workersWithNothingToDoAreParkedAndThenEnd() throws InterruptedException {
    useAll();
    List<Thread> workers = workers();
    assertTrue(workers.size() >= 2, workers::toString);
    assertTrue(workers.stream().allMatch(Thread::isDaemon));
    await(() -> workers.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive()),
        "a worker is still spinning");
    await(() -> workers.stream().noneMatch(Thread::isAlive), "a worker without work does not end");
    useAll(); // Others are hired.
  }

  @Test
  void workersHoldNoPass() throws InterruptedException {
    WeakReference<Shared> dropped = used();
    await(() -> {
      System.gc();
      return dropped.refersTo(null);
    }, "a pass that nobody has any more is still held");
  }

  @Test
  void workersHoldNeitherTheirCallersNorWhatBelongsToThem() throws InterruptedException {
    await(() -> workers().isEmpty(), "a worker without work does not end");
    WeakReference<Thread> dropped = caller();
    await(() -> {
      System.gc();
      return dropped.refersTo(null);
    }, "a thread that has ended is still held");
    assertTrue(workers().stream().allMatch(worker -> worker.getContextClassLoader() == null));
  }

  private static WeakReference<Thread> caller() throws InterruptedException {
    Thread caller = new Thread(WorkersTest::useAll);
    caller.start();
    caller.join();
    return new WeakReference<>(caller);
  }

  @Test
  void interruptedWorkersParkAgain() throws InterruptedException {
    useAll();
    for (Thread worker : workers()) {
      worker.interrupt();
      await(() -> !worker.isAlive() || !worker.isInterrupted() && worker.getState() == Thread.State.TIMED_WAITING, "a worker is kept awake");
    }
    useAll();
  }

  private static WeakReference<Shared> used() {
    AtomicIntegerArray done = new AtomicIntegerArray(3);
    Shared pass = new Shared(done::incrementAndGet);
    pass.go(3);
    RuntimeException failure = assertThrows(IllegalStateException.class, () -> new Shared(i -> {
      throw new IllegalStateException();
    }).go(3));
    assertTrue(failure.getStackTrace().length > 0);
    return new WeakReference<>(pass);
  }
}
