package dev.fovea.runtime.kernel;

/**
 * The inner loops of generated networks. There are two twins, scalar and vector; {@link #fastest()} looks up the better one.
 *
 * <p>Activations lie pixel by pixel with their channels together (NHWC), channels padded to a multiple of 16 floats. A pixel's
 * padding may hold any finite number in activations and holds zero in gradients, weights and biases. {@code step} is always the
 * distance in floats between neighbouring pixels of a run. Filters come in blocks of a {@code width} of 64, 32 or 16; in a block {@code w}
 * the weight of step k of filter f, written {@code w[k, f]}, is {@code w[w0 + k * s + (f - f % s) * taps.length + f % s]}, where s is
 * {@link Slices#width Slices.width(width)}.
 */
public interface Kernels {
  /** The vector twin where the machine compiles it well, else the scalar one. */
  static Kernels fastest() {
    return KernelLookup.fastest();
  }

  /**
   * The twin of a name, {@code vector} or {@code scalar}: for tests and benchmarks.
   *
   * @throws IllegalArgumentException if the name is neither
   * @throws IllegalStateException if {@code vector} is asked for and the module {@code jdk.incubator.vector} is not resolved
   */
  static Kernels named(String name) {
    return KernelLookup.named(name);
  }

  /** What it is, as in {@code vector, 16 floats} or {@code scalar}. */
  String name();

  // Convolution. One run is `count` pixels of one row; taps[k] is where step k of the kernel finds its input, relative to a pixel's x.

  /**
   * Cross-correlation of a run of pixels with a block of filters: {@code y[y0 + p * yStep + f] = start + sum over k in [from, to) of
   * x[x0 + p * xStep + taps[k]] * w[k, f]}.
   *
   * @param taps those of all steps of the block, of which only some may be asked for
   * @param width that of the block; or 8, of a block of 16 whose other eight filters are none: they get any numbers
   * @param run steps come in runs of so many, from step 0 on, whose inputs lie side by side: {@code taps[k] = taps[k - 1] + 1} where k
   *     is no multiple of it; 1 says nothing
   * @param start the value the sum starts from, {@code start[start0 + f]}; null, not for a width of 8, starts from what {@code y} holds
   */
  default void correlate(float[] x, int x0, int xStep, int[] taps, int from, int to, int run, float[] w, int w0, int width, float[] start,
      int start0, float[] y, int y0, int yStep, int count) {
    correlateRows(x, x0, xStep, 0, taps, from, to, run, w, w0, width, start, start0, y, y0, yStep, 0, count, 1);
  }

  /** The same for several rows of {@code count} pixels, {@code xRow} and {@code yRow} apart. */
  void correlateRows(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0, int width,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows);

  /**
   * Cross-correlation with a block of 16 filters of which there are 8 at most, and {@code min(max(v, low), high)} of the largest v of each
   * 2 x 2 sums: pixel p of row r takes those over the windows that begin in rows {@code 2 * r} and {@code 2 * r + 1} and columns
   * {@code 2 * p} and {@code 2 * p + 1} from {@code x0} on; see {@link #correlate}. A NaN is larger than any number, and stays one.
   *
   * @param yStep the number of filters; or 16 and more, where filters that there are not become zero
   */
  void correlatePool(PooledWindow window, float[] x, int x0, float[] w, float[] start, float low, float high, float[] y, int y0,
      int yStep, int yRow, int rows);

  /**
   * The gradient by the weights of {@link #correlate}, of {@code rows} runs of {@code count} pixels each: {@code dw[k, f] += sum over r
   * and p of x[x0 + r * xRow + p * xStep + taps[k]] * dy[dy0 + r * dyRow + p * dyStep + f]} for k in {@code [from, to)}.
   */
  void correlateWeights(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, float[] dy, int dy0, int dyStep, int dyRow,
      float[] dw, int dw0, int width, int count, int rows);

  // Winograd's F(4x4, 3x3): 4 x 4 outputs of a 3 x 3 kernel by 36 products instead of 144; F(2x2, 3x3): 2 x 2 outputs by 16 instead of 36;
  // F(4x4, 5x5): 4 x 4 outputs of a 5 x 5 kernel by 64 instead of 400. A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural
  // Networks" (arXiv 1509.09308), section 4: Y = A^T [(G g G^T) * (B^T d B)] A, position by position. Tiles have a side of outputs +
  // kernel - 1 inputs, 4, 6 or 8, and as many positions as inputs.

  /**
   * {@code B^T d B} of a row of tiles: tile t reads the pixels from {@code x0 + outputs * t * pixelStride} on, and its
   * position k goes to {@code v0 + k * positionStride + t * tileStride}.
   *
   * @param outputs the side of a tile of outputs, 4 or for a kernel of 3 also 2: how far tiles are apart
   * @param kernel 3 or 5
   * @param channels a multiple of 16
   */
  void winogradInput(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0,
      int positionStride, int tileStride, int tiles, int channels);

  /**
   * {@code A^T m A + start} of a row of tiles, which it overwrites in passing.
   *
   * @param outputs the side of a tile, 4 or 2
   * @param kernel 3 or 5
   * @param start one number for each filter, from {@code start0} on; null adds to what {@code y} holds
   * @param rows how many rows of outputs there are, 1 to {@code outputs}
   * @param columns how many columns of outputs there are, {@code outputs} for each tile but the last, which may have fewer
   * @param filters a multiple of 16
   */
  void winogradOutput(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters);

  /**
   * {@code G g G^T} of n filters side by side, n a multiple of 16: 9 or 25 positions from {@code w0} on, to a tile's from {@code u0} on. A
   * negative {@code wStride} takes the positions from the last to the first: filters turned by half a circle.
   *
   * @param outputs the side of a tile of outputs that they are for, 4 or 2
   * @param kernel 3 or 5
   */
  void winogradFilters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n);

  /**
   * {@code A dy A^T} of what arrives at a row of tiles of 4 x 4 outputs, as {@link #winogradInput} lays tiles out: with the inputs'
   * transform, summed over tiles position by position, it makes {@code s} of {@link #winogradFiltersGradient}.
   *
   * @param kernel 3 or 5
   * @param filters a multiple of 16
   */
  void winogradOutputGradient(int kernel, float[] dy, int dy0, int rowStride, int pixelStride, float[] d, int d0, int positionStride,
      int tileStride, int tiles, int filters);

  /**
   * {@code G^T s G} of n filters side by side, n a multiple of 16: the gradient by a kernel's positions from those of a tile, which it
   * overwrites in passing.
   *
   * @param kernel 3 or 5
   */
  void winogradFiltersGradient(int kernel, float[] s, int s0, int sStride, float[] dw, int dw0, int wStride, int n);

  /**
   * Depthwise cross-correlation: {@code y[y0 + p * yStep + c] = start + sum over k of x[x0 + p * xStep + taps[k] + c] *
   * w[weights[k] + c]}, for all channels c. Where nine taps go column by column through three rows, and the columns of a pixel are those
   * of the next one too, each number is read once: give them in that order.
   *
   * @param start the value the sum starts from, {@code start[c]}; null starts from what {@code y} holds
   * @param channels a multiple of 16
   */
  void depthwise(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0, int yStep,
      int count, int channels);

  /**
   * The gradient by the weights of {@link #depthwise}, of {@code rows} runs of {@code count} pixels each: {@code dw[dw0 + weights[k] + c]
   * += sum over r and p of x[x0 + r * xRow + p * xStep + taps[k] + c] * dy[dy0 + r * dyRow + p * dyStep + c]}.
   */
  void depthwiseWeights(float[] x, int x0, int xStep, int xRow, int[] taps, float[] dy, int dy0, int dyStep, int dyRow, float[] dw,
      int dw0, int[] weights, int count, int rows, int channels);

  // Pools. One call is one row of outputs; windows are cut at the edges of the image, never read from its border.

  /**
   * One row of a max pool. A NaN in the window is the maximum, as in PyTorch.
   *
   * @param x0 the input's pixel (0, 0) of this image
   * @param switches where not null, takes for each output the position in the window of the first maximum in row-major order,
   *     {@code ky * kernelWidth + kx}, at the same distances as {@code y}
   */
  void maxPool(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep, float[] switches, int switches0);

  /**
   * Adds to each {@code dx} that a window of the row switched to what arrives at the window, for windows {@code first} to
   * {@code end - 1}. {@code pool} has the strides of dx; {@code dy0} and {@code switches0} are those of the row's first window.
   */
  void maxPoolGradient(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first, int end,
      float[] dx, int dx0);

  /** As {@link #maxPoolGradient}, but the last window in row-major order overwrites what earlier ones left there. */
  void maxPoolOverwrite(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first, int end,
      float[] dx, int dx0);

  /** One row of an average pool; the divisor is {@link Pool#divisor}. */
  void averagePool(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep);

  /** Spreads what arrives at the windows of a row evenly over their pixels, adding. {@code pool} has the strides of dx. */
  void averagePoolGradient(Pool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx, int dx0);

  /** One row of an adaptive average pool: the mean of each window. */
  void adaptivePool(AdaptivePool pool, float[] x, int x0, int row, float[] y, int y0, int yStep);

  /** Spreads what arrives at the windows of a row evenly over their pixels, adding. {@code pool} has the strides of dx. */
  void adaptivePoolGradient(AdaptivePool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx, int dx0);

  // Elementwise, over n floats without gaps, n a multiple of 16. Gradients add to dx; y is the activation's output.

  /** {@code y = max(0, x)}. */
  void relu(float[] x, int x0, float[] y, int y0, int n);

  /** {@code dx += y > 0 ? dy : 0}. */
  void reluGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n);

  /** {@code y = min(max(0, x), 6)}. */
  void relu6(float[] x, int x0, float[] y, int y0, int n);

  /** {@code dx += y > 0 && y < 6 ? dy : 0}. */
  void relu6Gradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n);

  /** {@code y = x > 0 ? x : slope * x}. */
  void leakyRelu(float slope, float[] x, int x0, float[] y, int y0, int n);

  /** {@code dx += x > 0 ? dy : slope * dy}; needs the input x, since a slope may be negative. */
  void leakyReluGradient(float slope, float[] x, int x0, float[] dy, int dy0, float[] dx, int dx0, int n);

  /** {@code y = 1 / (1 + exp(-x))}. */
  void sigmoid(float[] x, int x0, float[] y, int y0, int n);

  /** {@code dx += dy * y * (1 - y)}. */
  void sigmoidGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n);

  /** {@code y = tanh(x)}. */
  void tanh(float[] x, int x0, float[] y, int y0, int n);

  /** {@code dx += dy * (1 - y * y)}. */
  void tanhGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n);

  /** {@code y += x}. */
  void add(float[] x, int x0, float[] y, int y0, int n);

  /** {@code y += max(0, x)}: the deconvnet's rectification. */
  void addPositive(float[] x, int x0, float[] y, int y0, int n);

  // Per channel, over a run of `count` pixels. `channels` is a multiple of 16 where nothing else is said.

  /** {@code y = x * g}. A step of 0 for g takes the same numbers at each pixel: a gate. */
  void multiply(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count, int channels);

  /** {@code y += x * g}. A step of 0 is one pixel: for g a gate, for y a sum over pixels. */
  void addProduct(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count, int channels);

  /** {@code y = x * scale[c] + shift[c]}. */
  void scaleShift(float[] x, int x0, int xStep, float[] scale, float[] shift, float[] y, int y0, int yStep, int count,
      int channels);

  /**
   * {@code y = min(max(y * scale[first + c] + shift[first + c] + r, low), high)}: what follows a convolution, in one pass. A NaN
   * stays one.
   *
   * @param scale null for no scale and shift
   * @param r another tensor, from {@code r0} on, its pixels {@code rStep} apart; null for none
   */
  void finish(float[] scale, float[] shift, int first, float[] r, int r0, int rStep, float low, float high, float[] y, int y0,
      int yStep, int count, int channels);

  /** {@code y += x * scale[c]}. */
  void addScaled(float[] x, int x0, int xStep, float[] scale, float[] y, int y0, int yStep, int count, int channels);

  /** {@code sums[first + c] += sum over p of x}; summed in float within a run, in double between runs. */
  void sums(float[] x, int x0, int step, int count, int channels, double[] sums, int first);

  /** {@code sums[first + c] += sum over p of (x - mean[first + c])^2}, likewise. */
  void squaredDeviations(float[] x, int x0, int step, float[] mean, int count, int channels, double[] sums, int first);

  /** {@code sums[first + c] += sum over p of dy} and {@code products[first + c] += sum over p of (x - mean[first + c]) * dy}, likewise. */
  void gradientSums(float[] x, int x0, int xStep, float[] mean, float[] dy, int dy0, int dyStep, int count, int channels,
      double[] sums, double[] products, int first);

  /** {@code dx += a[c] * dy + b[c] * x + d[c]}: a batch norm's gradient by its input, all constants per channel. */
  void batchNormGradient(float[] dy, int dy0, int dyStep, float[] a, float[] x, int x0, int xStep, float[] b, float[] d,
      float[] dx, int dx0, int dxStep, int count, int channels);

  /** Softmax over the channels of each pixel, the largest subtracted first; {@code channels} is exact, padding becomes zero. */
  void softmax(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels);

  /** {@code dx += y * (dy - sum over c of dy * y)}; {@code channels} is exact. */
  void softmaxGradient(float[] y, int y0, int yStep, float[] dy, int dy0, int dyStep, float[] dx, int dx0, int dxStep, int count,
      int channels);

  /**
   * Local response normalisation over the channels of each pixel: {@code y = x * s^-beta}, where {@code s = k + alpha / size * sum of
   * x^2} over the channels from {@code c - size / 2} to {@code c + (size - 1) / 2} that exist. {@code channels} is exact, padding
   * becomes zero; y may be x.
   */
  void localResponseNorm(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] y, int y0, int yStep,
      int count, int channels);

  /**
   * {@code dx[c] += dy[c] * s[c]^-beta - 2 * alpha * beta / size * x[c] * sum of dy[i] * x[i] * s[i]^(-beta - 1)} over the channels i
   * whose windows hold c; {@code channels} is exact.
   */
  void localResponseNormGradient(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] dy, int dy0,
      int dyStep, float[] dx, int dx0, int dxStep, int count, int channels);

  /** {@code y = x} for exactly {@code channels} channels of each pixel: a part of a concatenation. */
  void copyChannels(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels);

  /** {@code y += x} for exactly {@code channels} channels of each pixel. */
  void addChannels(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels);
}
