/**
 * Annotations that declare a convolutional network as an interface. {@link dev.fovea.Network} shows one.
 *
 * <p>Every tensor is {@code [channels, height, width]}. A vector is {@code [n, 1, 1]}, also written
 * {@code [n]}, and whatever the arithmetic allows on it is legal. One tensor holds at most
 * {@code 2^31 - 1} numbers.
 *
 * <p>Numbers that may differ by axis are arrays: {@code kernel = 3}, or {@code kernel = {1, 7}} for height
 * and width. Padding takes one, two (height, width) or four numbers (top, left, bottom, right).
 *
 * <h2>Symbols</h2>
 *
 * <p>{@code i} and {@code o} are the sizes of input and output along one axis, {@code k} that of the kernel,
 * {@code s} its stride, {@code d} its dilation, and {@code K = d (k - 1) + 1} its size with holes.
 * {@code p0} and {@code p1} are the padding before and after, {@code a} is the output padding of a transposed
 * convolution. {@code c} is the number of channels, {@code f} of filters, {@code g} of groups, {@code m} of
 * filters a channel; {@code h} and {@code w} are height and width, {@code n} is the length of a vector.
 * {@code oh}, {@code ow}, {@code kh} and {@code kw} are {@code o} and {@code k} along height and width.
 *
 * <table>
 * <caption>Shapes and parameters of the operations</caption>
 * <thead>
 * <tr><th scope="col">operation</th><th scope="col">shape</th><th scope="col">along each axis</th>
 *     <th scope="col">parameters</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@link dev.fovea.Conv}</td><td>{@code [c, h, w] -> [f, oh, ow]}</td>
 *     <td>{@code o = floor((i + p0 + p1 - K) / s) + 1}</td><td>{@code f (c/g) kh kw}, and {@code f}</td></tr>
 * <tr><td>{@link dev.fovea.Pointwise}</td><td>{@code [c, h, w] -> [f, oh, ow]}</td>
 *     <td>{@code o = floor((i - 1) / s) + 1}</td><td>{@code f (c/g)}, and {@code f}</td></tr>
 * <tr><td>{@link dev.fovea.Depthwise}</td><td>{@code [c, h, w] -> [c m, oh, ow]}</td>
 *     <td>as {@code Conv}</td><td>{@code c m kh kw}, and {@code c m}</td></tr>
 * <tr><td>{@link dev.fovea.TransposedConv}</td><td>{@code [c, h, w] -> [f, oh, ow]}</td>
 *     <td>{@code o = s (i - 1) + K - p0 - p1 + a}, with {@code 0 <= a < max(s, d)}</td>
 *     <td>{@code c (f/g) kh kw}, and {@code f}</td></tr>
 * <tr><td>{@link dev.fovea.MaxPool}</td><td>{@code [c, h, w] -> [c, oh, ow]}</td>
 *     <td>as {@code Conv}; every window sees a real pixel</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.AvgPool}</td><td>{@code [c, h, w] -> [c, oh, ow]}</td>
 *     <td>as {@code MaxPool}, with {@code d = 1}</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.GlobalMaxPool}, {@link dev.fovea.GlobalAvgPool}</td>
 *     <td>{@code [c, h, w] -> [c, 1, 1]}</td><td>{@code o = 1}</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.AdaptiveAvgPool}</td><td>{@code [c, h, w] -> [c, oh, ow]}</td>
 *     <td>{@code o} is given</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.Dense}</td><td>{@code [c, h, w] -> [n, 1, 1]}</td>
 *     <td>{@code o = 1}</td><td>{@code n c h w}, and {@code n}</td></tr>
 * <tr><td>{@link dev.fovea.Flatten}</td><td>{@code [c, h, w] -> [c h w, 1, 1]}</td>
 *     <td>{@code o = 1}</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.Concat}</td><td>{@code [c1, h, w], [c2, h, w], ... -> [c1 + c2 + ..., h, w]}</td>
 *     <td>{@code o = i}</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.Add}</td><td>{@code [c, h, w], [c, h, w], ... -> [c, h, w]}</td>
 *     <td>{@code o = i}</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.Multiply}</td>
 *     <td>{@code [c, h, w], [c, h, w] -> [c, h, w]}; one may be {@code [c, 1, 1]}</td>
 *     <td>{@code o = i}</td><td>none</td></tr>
 * <tr><td>{@link dev.fovea.BatchNorm}</td><td>{@code [c, h, w] -> [c, h, w]}</td>
 *     <td>{@code o = i}</td><td>{@code 2 c}</td></tr>
 * <tr><td>{@link dev.fovea.LocalResponseNorm}, {@link dev.fovea.Dropout}, {@link dev.fovea.Relu},
 *     {@link dev.fovea.Relu6}, {@link dev.fovea.LeakyRelu}, {@link dev.fovea.Sigmoid}, {@link dev.fovea.Tanh},
 *     {@link dev.fovea.Softmax}</td>
 *     <td>{@code [c, h, w] -> [c, h, w]}</td><td>{@code o = i}</td><td>none</td></tr>
 * </tbody>
 * </table>
 *
 * <p>The second number of parameters is that of the biases, see {@link dev.fovea.Bias}. Ceil mode and padding
 * modes change {@code o} as {@link dev.fovea.MaxPool#ceil()} and {@link dev.fovea.PaddingMode} say.
 *
 * <h2>Defaults</h2>
 *
 * <table>
 * <caption>Every default, and whose convention it is</caption>
 * <thead>
 * <tr><th scope="col">member</th><th scope="col">of</th><th scope="col">default</th>
 *     <th scope="col">convention</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code input}</td><td>{@link dev.fovea.Network}</td><td>required</td><td></td></tr>
 * <tr><td>{@code layout}</td><td>{@link dev.fovea.Network}</td><td>{@code NCHW}</td><td>PyTorch's</td></tr>
 * <tr><td>{@code winograd}</td><td>{@link dev.fovea.Network}</td><td>{@code true}</td><td>ours</td></tr>
 * <tr><td>{@code widthMultiplier}</td><td>{@link dev.fovea.Network}</td><td>{@code 1}</td><td>MobileNet's</td></tr>
 * <tr><td>{@code scaled}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.TransposedConv}</td><td>{@code true}</td><td>ours</td></tr>
 * <tr><td>{@code filters}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.TransposedConv}</td><td>required</td><td></td></tr>
 * <tr><td>{@code kernel}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Depthwise},
 *     {@link dev.fovea.TransposedConv}, {@link dev.fovea.MaxPool}, {@link dev.fovea.AvgPool}</td>
 *     <td>required</td><td></td></tr>
 * <tr><td>{@code stride}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.Depthwise}, {@link dev.fovea.TransposedConv}</td><td>{@code 1}</td>
 *     <td>PyTorch's</td></tr>
 * <tr><td>{@code stride}</td><td>{@link dev.fovea.MaxPool}, {@link dev.fovea.AvgPool}</td>
 *     <td>{@code {}}</td><td>PyTorch's: the kernel</td></tr>
 * <tr><td>{@code padding}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Depthwise},
 *     {@link dev.fovea.TransposedConv}, {@link dev.fovea.MaxPool}, {@link dev.fovea.AvgPool}</td>
 *     <td>{@code 0}</td><td>PyTorch's</td></tr>
 * <tr><td>{@code paddingMode}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Depthwise},
 *     {@link dev.fovea.TransposedConv}, {@link dev.fovea.MaxPool}, {@link dev.fovea.AvgPool}</td>
 *     <td>{@code EXPLICIT}</td><td>PyTorch's: numbers in {@code padding}</td></tr>
 * <tr><td>{@code dilation}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Depthwise},
 *     {@link dev.fovea.TransposedConv}, {@link dev.fovea.MaxPool}</td><td>{@code 1}</td>
 *     <td>PyTorch's</td></tr>
 * <tr><td>{@code groups}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.TransposedConv}</td><td>{@code 1}</td><td>PyTorch's</td></tr>
 * <tr><td>{@code multiplier}</td><td>{@link dev.fovea.Depthwise}</td><td>{@code 1}</td>
 *     <td>Keras's ({@code depth_multiplier})</td></tr>
 * <tr><td>{@code outputPadding}</td><td>{@link dev.fovea.TransposedConv}</td><td>{@code 0}</td>
 *     <td>PyTorch's</td></tr>
 * <tr><td>{@code outputSize}</td><td>{@link dev.fovea.TransposedConv}</td><td>{@code {}}</td>
 *     <td>PyTorch's: what {@code outputPadding} gives</td></tr>
 * <tr><td>{@code ceil}</td><td>{@link dev.fovea.MaxPool}, {@link dev.fovea.AvgPool}</td>
 *     <td>{@code false}</td><td>PyTorch's ({@code ceil_mode})</td></tr>
 * <tr><td>{@code countPadding}</td><td>{@link dev.fovea.AvgPool}</td><td>{@code true}</td>
 *     <td>PyTorch's ({@code count_include_pad})</td></tr>
 * <tr><td>{@code bias}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.Depthwise}, {@link dev.fovea.TransposedConv}, {@link dev.fovea.Dense}</td><td>{@code AUTO}</td>
 *     <td>ours: PyTorch's, but none where a batch norm directly follows on the same method</td></tr>
 * <tr><td>{@code initializer}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.Depthwise}, {@link dev.fovea.TransposedConv}, {@link dev.fovea.Dense},
 *     {@link dev.fovea.Shortcut}</td>
 *     <td>{@code AUTO}</td><td>ours: He's before rectifiers, else Xavier's</td></tr>
 * <tr><td>{@code l1}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.Depthwise}, {@link dev.fovea.TransposedConv}, {@link dev.fovea.Dense},
 *     {@link dev.fovea.Shortcut}</td>
 *     <td>{@code 0}</td><td>PyTorch's: no penalty</td></tr>
 * <tr><td>{@code l2}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.Depthwise}, {@link dev.fovea.TransposedConv}, {@link dev.fovea.Dense},
 *     {@link dev.fovea.Shortcut}</td>
 *     <td>{@code 0}</td><td>PyTorch's ({@code weight_decay}: half the sum of squares)</td></tr>
 * <tr><td>{@code frozen}</td><td>{@link dev.fovea.Conv}, {@link dev.fovea.Pointwise},
 *     {@link dev.fovea.Depthwise}, {@link dev.fovea.TransposedConv}, {@link dev.fovea.Dense},
 *     {@link dev.fovea.BatchNorm}, {@link dev.fovea.Shortcut}</td><td>{@code false}</td><td>PyTorch's ({@code requires_grad})</td></tr>
 * <tr><td>{@code batchNorm}</td><td>{@link dev.fovea.Shortcut}</td><td>{@code false}</td>
 *     <td>ours</td></tr>
 * <tr><td>{@code epsilon}</td><td>{@link dev.fovea.BatchNorm}</td><td>{@code 1e-5}</td>
 *     <td>PyTorch's; Keras's is 1e-3</td></tr>
 * <tr><td>{@code momentum}</td><td>{@link dev.fovea.BatchNorm}</td><td>{@code 0.1}</td>
 *     <td>PyTorch's: the weight of the new value; Keras and ONNX weigh the old one</td></tr>
 * <tr><td>{@code size}</td><td>{@link dev.fovea.LocalResponseNorm}</td><td>{@code 5}</td>
 *     <td>AlexNet's; PyTorch has no default</td></tr>
 * <tr><td>{@code alpha}</td><td>{@link dev.fovea.LocalResponseNorm}</td><td>{@code 1e-4}</td>
 *     <td>PyTorch's: divided by {@code size}; TensorFlow's is not</td></tr>
 * <tr><td>{@code beta}</td><td>{@link dev.fovea.LocalResponseNorm}</td><td>{@code 0.75}</td>
 *     <td>PyTorch's; TensorFlow's is 0.5</td></tr>
 * <tr><td>{@code k}</td><td>{@link dev.fovea.LocalResponseNorm}</td><td>{@code 1}</td>
 *     <td>PyTorch's; AlexNet's is 2</td></tr>
 * <tr><td>{@code value}</td><td>{@link dev.fovea.LeakyRelu}</td><td>{@code 0.01}</td>
 *     <td>PyTorch's ({@code negative_slope})</td></tr>
 * <tr><td>{@code inputs}</td><td>{@link dev.fovea.Block}</td><td>{@code {"input"}}</td>
 *     <td>ours: as in a network</td></tr>
 * <tr><td>{@code value}</td><td>{@link dev.fovea.Dense}, {@link dev.fovea.AdaptiveAvgPool},
 *     {@link dev.fovea.Dropout}, {@link dev.fovea.With}, {@link dev.fovea.Repeat},
 *     {@link dev.fovea.Shape}, {@link dev.fovea.Allow}</td><td>required</td><td></td></tr>
 * </tbody>
 * </table>
 */
package dev.fovea;
