/** The runtime of Fovea's generated networks: tensors, parameters, kernels, training, files and pictures. */
module dev.fovea.runtime {
  requires static java.desktop;

  exports dev.fovea.runtime;
  exports dev.fovea.runtime.kernel;
  exports dev.fovea.runtime.train;
  exports dev.fovea.runtime.io;
  exports dev.fovea.runtime.visual;
}
