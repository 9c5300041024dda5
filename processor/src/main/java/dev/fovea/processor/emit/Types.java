package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.fovea.processor.graph.NetworkSpec;

/** Names of the types that generated code mentions. */
final class Types {
  private static final String RUNTIME = "dev.fovea.runtime";
  private static final String KERNEL = RUNTIME + ".kernel";

  static final ClassName TENSOR = ClassName.get(RUNTIME, "Tensor");
  static final ClassName MODE = ClassName.get(RUNTIME, "Mode");
  static final ClassName PARAMETER = ClassName.get(RUNTIME, "Parameter");
  static final ClassName ROLE = PARAMETER.nestedClass("Role");
  static final ClassName PARAMETERS = ClassName.get(RUNTIME, "Parameters");
  static final ClassName PACKING = ClassName.get(RUNTIME, "Packing");
  static final ClassName PACKED_TENSOR = ClassName.get(RUNTIME, "PackedTensor");
  static final ClassName INITIALIZATION = ClassName.get(RUNTIME, "Initialization");
  static final ClassName LAYER = ClassName.get(RUNTIME, "Layer");
  static final ClassName LAYERS = ClassName.get(RUNTIME, "Layers");
  static final ClassName REACH = ClassName.get(RUNTIME, "Reach");
  static final ClassName AXIS = REACH.nestedClass("Axis");
  static final ClassName RECEPTIVE_FIELD = ClassName.get(RUNTIME, "ReceptiveField");
  static final ClassName PROJECTION = ClassName.get(RUNTIME, "Projection");
  static final ClassName FORWARD = ClassName.get(RUNTIME, "Forward");
  static final ClassName BACKWARD = ClassName.get(RUNTIME, "Backward");
  static final ClassName DECONVNET = ClassName.get(RUNTIME, "Deconvnet");
  static final ClassName PASS = ClassName.get(KERNEL, "Pass");
  static final ClassName FORWARD_PASS = ClassName.get(KERNEL, "ForwardPass");
  static final ClassName NETWORK_PARAMETERS = ClassName.get(KERNEL, "NetworkParameters");
  static final ClassName NETWORK_LAYERS = ClassName.get(KERNEL, "NetworkLayers");
  static final ClassName NETWORK_FORWARD = ClassName.get(KERNEL, "NetworkForward");
  static final ClassName NETWORK_BACKWARD = ClassName.get(KERNEL, "NetworkBackward");
  static final ClassName NETWORK_DECONVNET = ClassName.get(KERNEL, "NetworkDeconvnet");
  static final ClassName TAPS = ClassName.get(KERNEL, "Taps");
  static final ClassName PHASES = ClassName.get(KERNEL, "Phases");
  static final ClassName POOL = ClassName.get(KERNEL, "Pool");
  static final ClassName POOLED_WINDOW = ClassName.get(KERNEL, "PooledWindow");
  static final ClassName ADAPTIVE_POOL = ClassName.get(KERNEL, "AdaptivePool");
  static final ClassName BATCH_NORMALIZATION = ClassName.get(KERNEL, "BatchNormalization");
  static final ClassName DROPOUTS = ClassName.get(KERNEL, "Dropouts");
  static final ClassName FOLDING = ClassName.get(KERNEL, "Folding");
  static final ClassName CONE = ClassName.get(KERNEL, "Cone");
  static final ClassName ADJOINT = ClassName.get(KERNEL, "Adjoint");
  static final ClassName WINOGRAD_FILTERS = ClassName.get(KERNEL, "WinogradFilters");
  static final ClassName WINOGRAD_PRODUCTS = ClassName.get(KERNEL, "WinogradProducts");
  static final ClassName FLATTENING = ClassName.get(KERNEL, "Flattening");
  static final ClassName EAGER = ClassName.get(KERNEL, "Eager");

  final ClassName network;
  final ClassName parameters;
  final ClassName forward;
  final ClassName recorded;
  final ClassName inference;
  final ClassName backward;
  final ClassName deconvnet;
  final ClassName layers;
  final ClassName eager;

  Types(NetworkSpec spec) {
    String[] nested = spec.typeName().split("\\.");
    ClassName type = ClassName.get(spec.packageName(), nested[0]);
    for (int i = 1; i < nested.length; i++) {
      type = type.nestedClass(nested[i]);
    }
    network = type;
    parameters = generated(spec, "Parameters");
    forward = generated(spec, "Forward");
    recorded = forward.nestedClass("Recorded");
    inference = forward.nestedClass("Inference");
    backward = generated(spec, "Backward");
    deconvnet = generated(spec, "Deconvnet");
    layers = generated(spec, "Layers");
    eager = generated(spec, "Eager");
  }

  private static ClassName generated(NetworkSpec spec, String suffix) {
    return ClassName.get(spec.packageName(), spec.generatedName() + suffix);
  }
}
