package dev.fovea.processor.plan;

import dev.fovea.processor.shape.operation.Convolution;

/** The code that runs a convolution, forwards and backwards: the first of these whose rule holds. */
public enum ConvolutionKernel {
  /** Vectors go along channels, since no filter reads more than one. */
  DEPTHWISE("depthwise correlation") {
    @Override
    boolean fits(Convolution o) {
      return o.isDepthwise();
    }
  },
  /** One window sees everything: the run goes along the batch, so that each weight is read once for all images. */
  COVERING("matrix product along the batch") {
    @Override
    boolean fits(Convolution o) {
      return o.coversInput();
    }
  },
  /** By {@link Winograd}'s algorithm, where that is allowed: only a fused pass, for it rounds differently. */
  WINOGRAD("Winograd") {
    @Override
    boolean fits(Convolution o) {
      return Winograd.of(o).isPresent();
    }
  },
  /** Sums of a few pixels times a few vectors of filters stay in registers. Serves every convolution. */
  DIRECT("direct correlation") {
    @Override
    boolean fits(Convolution o) {
      return true;
    }
  };

  private final String label;

  ConvolutionKernel(String label) {
    this.label = label;
  }

  abstract boolean fits(Convolution o);

  /** What it is called. */
  public String label() {
    return label;
  }

  /** The kernel of a convolution whose values are kept, or that goes backwards. */
  public static ConvolutionKernel of(Convolution operation) {
    return of(operation, false);
  }

  /** The kernel of a convolution, which may be Winograd's or not. */
  static ConvolutionKernel of(Convolution operation, boolean winograd) {
    for (ConvolutionKernel kernel : values()) {
      if ((winograd || kernel != WINOGRAD) && kernel.fits(operation)) {
        return kernel;
      }
    }
    throw new IllegalStateException(operation.label());
  }
}
