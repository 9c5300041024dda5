package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all generated parameter classes share. */
public abstract class NetworkParameters implements Parameters {
  private final List<Parameter> all = new ArrayList<>();
  private final Map<String, Parameter> byName = new HashMap<>();

  /** Adds the next parameter. */
  protected final void add(Parameter parameter) {
    all.add(parameter);
    byName.put(parameter.name(), parameter);
  }

  /** Draws all parameters anew. */
  protected final void initialize(long seed) {
    for (Parameter parameter : all) {
      parameter.initialize(seed);
    }
  }

  @Override
  public List<Parameter> all() {
    return Collections.unmodifiableList(all);
  }

  @Override
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    return parameter != null ? parameter : Parameters.super.get(name);
  }
}
