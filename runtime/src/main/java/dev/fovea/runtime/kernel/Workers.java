package dev.fovea.runtime.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A few daemon threads that all passes share. Each step is cut into one contiguous part per thread; the caller takes the first. A
 * worker that waits spins briefly, since the next step mostly follows at once, then parks, and ends when nothing came for a while.
 * Where another pass holds the workers already, the caller does everything: the results are the same.
 */
final class Workers {
  private static final AtomicBoolean BUSY = new AtomicBoolean();
  private static final List<Worker> CREW = new ArrayList<>();
  private static final int SPINS = 20_000;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private Workers() {}

  static void run(Pass pass, int step, int items, int threads) {
    int parts = Math.min(threads, items);
    if (parts < 2 || !BUSY.compareAndSet(false, true)) {
      pass.step(step, 0, items);
      return;
    }
    try {
      hire(parts - 1);
      for (int part = 1; part < parts; part++) {
        CREW.get(part - 1).start(pass, step, Pass.bound(items, part, parts), Pass.bound(items, part + 1, parts));
      }
      Throwable failure = attempt(pass, step, 0, Pass.bound(items, 1, parts));
      for (int part = 1; part < parts; part++) {
        Throwable other = CREW.get(part - 1).await();
        failure = failure == null ? other : failure;
      }
      rethrow(failure);
    } finally {
      BUSY.set(false);
    }
  }

  /** Which part of a step this thread runs: the caller the first, each worker one of the others. */
  static int part() {
    return Thread.currentThread() instanceof WorkerThread ? ((WorkerThread) Thread.currentThread()).part : 0;
  }

  /** Replaces workers that have ended, and adds those that are missing. Only the holder of BUSY comes here. */
  private static void hire(int count) {
    for (int i = 0; i < count; i++) {
      if (i == CREW.size()) {
        CREW.add(new Worker(i + 1));
      } else if (!CREW.get(i).isEmployed()) {
        CREW.set(i, new Worker(i + 1));
      }
    }
  }

  private static Throwable attempt(Pass pass, int step, int from, int to) {
    try {
      pass.step(step, from, to);
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /** A thread that always runs the same part. */
  private static final class WorkerThread extends Thread {
    final int part;

    WorkerThread(Runnable worker, int part) {
      super(null, worker, "fovea-worker", 0, false);
      this.part = part;
    }
  }

  /** One thread and the one part it was given. */
  private static final class Worker implements Runnable {
    private static final int IDLE = 0;
    private static final int GIVEN = 1;
    private static final int DONE = 2;
    private static final int ENDED = 3;

    private final java.util.concurrent.atomic.AtomicInteger state = new java.util.concurrent.atomic.AtomicInteger(IDLE);
    private final Thread thread;
    private volatile Thread caller;
    private Pass pass;
    private int step;
    private int from;
    private int to;
    private Throwable failure;

    Worker(int part) {
      thread = new WorkerThread(this, part);
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // A worker outlives its first caller, whose application must not be held by it.
      thread.start();
    }

    /** Whether it still takes work; one that is about to end is kept from it. */
    boolean isEmployed() {
      return state.get() != ENDED;
    }

    void start(Pass pass, int step, int from, int to) {
      this.pass = pass;
      this.step = step;
      this.from = from;
      this.to = to;
      caller = Thread.currentThread();
      if (state.compareAndSet(IDLE, GIVEN)) {
        LockSupport.unpark(thread);
      } else {
        // It ended between hiring and now: its part is done here.
        failure = attempt(pass, step, from, to);
      }
    }

    Throwable await() {
      for (int spins = 0; state.get() == GIVEN; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(this, 100_000);
        }
      }
      state.compareAndSet(DONE, IDLE);
      Throwable result = failure;
      failure = null;
      pass = null;
      caller = null;
      return result;
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      for (int spins = 0;; spins++) {
        if (state.get() == GIVEN) {
          failure = attempt(pass, step, from, to);
          Thread waits = caller;
          state.set(DONE);
          LockSupport.unpark(waits);
          spins = 0;
          idleSince = System.nanoTime();
        } else if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(this, PATIENCE_NANOS);
          Thread.interrupted(); // An interrupted thread does not park, and nobody has a reason to interrupt this one.
          if (System.nanoTime() - idleSince > PATIENCE_NANOS && state.compareAndSet(IDLE, ENDED)) {
            return;
          }
          spins = SPINS - 1;
        }
      }
    }
  }
}
