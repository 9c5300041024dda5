package dev.fovea.processor.network;

import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A given network as an annotated interface. */
final class Declaration {
  /** How many operations a method gets. A method is called like its first operation. */
  enum Style {
    /** One each. */
    SINGLE_OPERATIONS,
    /** What has weights, pools or joins, with the elementwise operations that follow: as people write it. */
    WITH_ACTIVATIONS,
    /** Chains as long as one annotation of each kind allows; images with channels last. */
    LONGEST_CHAINS
  }

  /** A method: operations from left to right, each the only reader of the one before. */
  private record Chain(String name, List<GivenLayer> layers) {
    GivenLayer last() {
      return layers.get(layers.size() - 1);
    }
  }

  private static final Set<String> ACTIVATIONS = Set.of("relu", "relu6", "tanh", "softmax");
  private static final Map<String, String> NAMES = Map.of("weight", "scale", "bias", "shift", "running_mean", "running_mean",
      "running_var", "running_variance");

  private final GivenNetwork network;
  private final Style style;
  private final boolean idioms;
  private final List<Chain> chains = new ArrayList<>();

  Declaration(GivenNetwork network, Style style) {
    this.network = network;
    this.style = style;
    this.idioms = style != Style.SINGLE_OPERATIONS;
    for (GivenLayer layer : network.layers()) {
      Chain before = chains.stream().filter(chain -> layer.inputs().equals(List.of(chain.last().name()))).findFirst().orElse(null);
      if (before != null && continues(before, layer)) {
        before.layers.add(layer);
      } else {
        chains.add(new Chain(layer.name(), new ArrayList<>(List.of(layer))));
      }
    }
  }

  private boolean continues(Chain chain, GivenLayer layer) {
    Set<String> kinds = chain.layers.stream().map(this::annotation).map(OperationSource::kind).collect(Collectors.toSet());
    return style != Style.SINGLE_OPERATIONS && network.readers(chain.last()).size() == 1
        && !kinds.contains(OperationSource.kind(annotation(layer)))
        && (style == Style.LONGEST_CHAINS || ACTIVATIONS.contains(layer.operation()) || layer.operation().equals("batchnorm"));
  }

  private String annotation(GivenLayer layer) {
    return OperationSource.annotation(layer, idioms);
  }

  /** Annotations that the network needs and Fovea does not have. */
  Set<String> missing() {
    return network.layers().stream().map(this::annotation).map(OperationSource::kind).filter(kind -> !OperationSource.exists(kind))
        .collect(Collectors.toSet());
  }

  TestNetwork compile() {
    int[] input = network.inputShape();
    String layout = style == Style.LONGEST_CHAINS ? ", layout = Layout.NHWC" : "";
    return TestNetwork.of("@Network(input = " + OperationSource.numbers(input) + layout + ")",
        chains.stream().map(this::method).collect(Collectors.joining("\n")));
  }

  private String method(Chain chain) {
    String annotations = chain.layers.stream().map(this::annotation).collect(Collectors.joining(" "));
    String parameters = chain.layers.get(0).inputs().stream().map(input -> "Tensor " + method(input)).collect(Collectors.joining(", "));
    return "  " + annotations + " Tensor " + chain.name + "(" + parameters + ");";
  }

  private String method(String layer) {
    return layer.equals("input") ? layer : chain(layer).name;
  }

  private Chain chain(String layer) {
    return chains.stream().filter(chain -> chain.layers.contains(network.layer(layer))).findFirst().orElseThrow();
  }

  /** Operations that end a method, by the method's name. */
  Map<String, GivenLayer> layers() {
    Map<String, GivenLayer> ends = new LinkedHashMap<>();
    chains.forEach(chain -> ends.put(chain.name, chain.last()));
    return ends;
  }

  /** What a method's last activation reads; the method's result, where it has no activation. */
  GivenLayer beforeLastActivation(String method) {
    List<GivenLayer> layers = chain(method).layers;
    return layers.stream().filter(layer -> ACTIVATIONS.contains(layer.operation())).reduce((earlier, later) -> later)
        .map(activation -> network.layer(activation.inputs().get(0))).orElse(layers.get(layers.size() - 1));
  }

  /** The parameter that PyTorch calls {@code conv1.weight}. */
  Parameter parameter(Parameters parameters, String name) {
    int dot = name.lastIndexOf('.');
    GivenLayer layer = network.layer(name.substring(0, dot));
    String what = name.substring(dot + 1);
    Chain chain = chain(layer.name());
    if (layer.operation().equals("batchnorm")) {
      return parameters.get(chain.name + "." + NAMES.get(what));
    }
    // Where a method has filters twice, they are told apart by their operation.
    boolean several = chain.layers.stream().filter(other -> network.numbers().containsKey(other.name() + ".weight"))
        .filter(other -> !other.operation().equals("batchnorm")).count() > 1;
    String kind = OperationSource.kind(annotation(layer));
    return parameters.get(chain.name + (several ? "." + kind.substring(0, 1).toLowerCase() + kind.substring(1) : "") + "." + what);
  }

  /** The network's parameters, all of them set to what is given. */
  Parameters parameters(TestNetwork compiled) {
    Parameters parameters = compiled.random(1);
    Set<Parameter> unset = new HashSet<>(parameters.all());
    network.numbers().forEach((name, values) -> {
      if (network.layers().stream().anyMatch(layer -> name.startsWith(layer.name() + "."))) {
        Parameter parameter = parameter(parameters, name);
        parameter.set(values.floats());
        unset.remove(parameter);
      }
    });
    if (!unset.isEmpty()) {
      throw new AssertionError(network.name() + " gives no values for " + unset.stream().map(Parameter::name).toList());
    }
    return parameters;
  }
}
