package dev.fovea.onnx;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameter.Role;
import dev.fovea.runtime.Parameters;
import java.util.List;
import java.util.Optional;

/** Hands out a network's parameters to its operations, in whose order they are. */
final class LayerParameters {
  private final List<Parameter> all;
  private int next;

  LayerParameters(Parameters parameters) {
    all = parameters.all();
  }

  /** The name of the next parameter, which must have that role in that layer. */
  String next(Layer layer, Role role) {
    if (!isNext(layer, role)) {
      throw new OnnxException(layer.name() + " has no " + role + " where it should be: after "
          + (next == 0 ? "nothing" : all.get(next - 1).name()) + " comes " + (next == all.size() ? "nothing" : all.get(next).name()));
    }
    return all.get(next++).name();
  }

  /** The name of the next parameter if it is a bias of that layer. */
  Optional<String> bias(Layer layer) {
    return isNext(layer, Role.BIAS) ? Optional.of(next(layer, Role.BIAS)) : Optional.empty();
  }

  private boolean isNext(Layer layer, Role role) {
    return next < all.size() && all.get(next).role() == role && all.get(next).name().startsWith(layer.name() + ".");
  }
}
