package dev.fovea.processor.network;

import dev.fovea.runtime.kernel.Kernels;
import dev.fovea.runtime.kernel.Pass;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the kernels of a pass were asked to do: counted, not timed. */
final class CountedWork {
  /** Where kernels say how many pixels, floats or windows a call goes over; windows are those before an argument less those behind it. */
  private static final Map<String, List<Integer>> COUNTS = Map.of("correlate", List.of(15), "depthwise", List.of(10), "add", List.of(4),
      "addPositive", List.of(4), "addScaled", List.of(8), "addChannels", List.of(6), "maxPoolGradient", List.of(8, 7),
      "maxPoolOverwrite", List.of(8, 7), "averagePoolGradient", List.of(6, 5), "adaptivePoolGradient", List.of(6, 5));

  private final Map<String, LongAdder> counts = new TreeMap<>();

  private CountedWork() {}

  /** Counts from now on. */
  static CountedWork of(Object pass) {
    CountedWork work = new CountedWork();
    COUNTS.keySet().forEach(kernel -> work.counts.put(kernel, new LongAdder()));
    work.counts.put("multiplyAdds", new LongAdder());
    try {
      Field field = Pass.class.getDeclaredField("kernels");
      field.setAccessible(true);
      Kernels kernels = (Kernels) field.get(pass);
      field.set(pass, Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
        work.count(method.getName(), arguments);
        try {
          return method.invoke(kernels, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return work;
  }

  private void count(String kernel, Object[] arguments) {
    List<Integer> where = COUNTS.get(kernel);
    int count = (int) arguments[where.get(0)] - (where.size() > 1 ? (int) arguments[where.get(1)] : 0);
    counts.get(kernel).add(count);
    if (kernel.equals("correlate")) {
      counts.get("multiplyAdds").add((long) count * ((int) arguments[5] - (int) arguments[4]) * (int) arguments[9]);
    }
  }

  /** The pixels, floats or windows that a kernel has gone over since the last {@link #reset}. */
  long of(String kernel) {
    return counts.get(kernel).sum();
  }

  /** All of it, kernel by kernel. */
  @Override
  public String toString() {
    return counts.toString();
  }

  void reset() {
    counts.values().forEach(LongAdder::reset);
  }
}
