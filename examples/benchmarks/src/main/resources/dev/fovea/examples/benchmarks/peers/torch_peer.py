"""One measurement with PyTorch in a process of its own: the twin of Worker.java.

Arguments: eager or script; network, batch, threads, true for training, folder of the files; seconds of warm-up, seconds of
measurement, file of the result. The network is built from the description that Java wrote: no network is defined here.
"""

import time

BEGAN = time.perf_counter_ns()

import json
import os
import struct
import sys

import numpy
import torch
import torch.nn.functional as F

MOST_RUNS = 200_000
FEWEST_RUNS = 5


def read_safetensors(path):
    """All tensors of a file, by name; F32 only."""
    with open(path, "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    start = 8 + length
    numbers = numpy.fromfile(path, dtype="<f4", offset=start)
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = (offset // 4 for offset in entry["data_offsets"])
            tensors[name] = torch.from_numpy(numbers[first:last].copy()).reshape(entry["shape"])
    return tensors


def padded(x, padding, value=0.0):
    """Padding, {top, left, bottom, right}, that the operation itself may take, and the input with what it cannot."""
    top, left, bottom, right = padding
    if (top, left) == (bottom, right):
        return x, (top, left)
    return F.pad(x, (left, right, top, bottom), value=value), (0, 0)


def convolution(step, p, x, network):
    a = step["attributes"]
    x, padding = padded(x, a["padding"])
    return F.conv2d(x, p["weight"], p.get("bias"), a["stride"], padding, a["dilation"], a["groups"][0])


def max_pool(step, p, x, network):
    a = step["attributes"]
    x, padding = padded(x, a["padding"], float("-inf"))
    return F.max_pool2d(x, a["kernel"], a["stride"], padding, a["dilation"], ceil_mode=step["ceil"])


def average_pool(step, p, x, network):
    a = step["attributes"]
    if a["padding"][:2] != a["padding"][2:]:
        raise NotImplementedError("an average pool with uneven padding")
    return F.avg_pool2d(x, a["kernel"], a["stride"], a["padding"][:2], step["ceil"], a["countPadding"][0] == 1)


def batch_norm(step, p, x, network):
    return F.batch_norm(x, p["running_mean"], p["running_variance"], p["scale"], p["shift"], network.training, network.momentum,
                        step["attributes"]["epsilon"][0])


def local_response_norm(step, p, x, network):
    a = step["attributes"]
    return F.local_response_norm(x, a["size"][0], a["alpha"][0], a["beta"][0], a["k"][0])


def dropout(step, p, x, network):
    rate = step["attributes"]["rate"][0]
    if network.training and network.kept:
        return x * network.kept.pop(0).reshape(x.shape) / (1 - rate)
    return F.dropout(x, rate, network.training)


def dense(step, p, x, network):
    # The matrix has a row for each unit, its columns in channel, height, width order.
    return F.linear(x.flatten(1), p["weight"].flatten(1), p.get("bias"))[:, :, None, None]


OPERATIONS = {
    "CONVOLUTION": convolution,
    "DENSE": dense,
    "MAX_POOL": max_pool,
    "AVERAGE_POOL": average_pool,
    "GLOBAL_MAX_POOL": lambda step, p, x, network: F.adaptive_max_pool2d(x, 1),
    "GLOBAL_AVERAGE_POOL": lambda step, p, x, network: F.adaptive_avg_pool2d(x, 1),
    "ADAPTIVE_AVERAGE_POOL": lambda step, p, x, network: F.adaptive_avg_pool2d(x, step["shape"][1:]),
    "BATCH_NORM": batch_norm,
    "LOCAL_RESPONSE_NORM": local_response_norm,
    "DROPOUT": dropout,
    "RELU": lambda step, p, x, network: F.relu(x),
    "RELU6": lambda step, p, x, network: F.relu6(x),
    "LEAKY_RELU": lambda step, p, x, network: F.leaky_relu(x, step["attributes"]["slope"][0]),
    "SIGMOID": lambda step, p, x, network: torch.sigmoid(x),
    "TANH": lambda step, p, x, network: torch.tanh(x),
    "SOFTMAX": lambda step, p, x, network: F.softmax(x, 1),
    "ADD": lambda step, p, x, network, *others: sum(others, x),
    "MULTIPLY": lambda step, p, x, network, other: x * other,
    "CONCAT": lambda step, p, x, network, *others: torch.cat((x, *others), 1),
    "FLATTEN": lambda step, p, x, network: x.flatten(1)[:, :, None, None],
    "IDENTITY": lambda step, p, x, network: x,
}


class Network(torch.nn.Module):
    """The described network, run operation by operation."""

    def __init__(self, description, tensors, training):
        super().__init__()
        self.momentum = description["momentum"]
        self.output = description["output"]
        self.steps = []
        self.kept = []
        self.trained = [tensors[name].requires_grad_(training) for name in description["trained"]]
        for step in description["steps"]:
            if step["kind"] not in OPERATIONS:
                raise NotImplementedError(step["kind"])
            parameters = {role: tensors[name] for role, name in step["parameters"].items()}
            self.steps.append((step, OPERATIONS[step["kind"]], parameters))
        self.train(training)

    def forward(self, images):
        values = {"input": images}
        for step, operation, parameters in self.steps:
            x, *others = (values[name] for name in step["inputs"])
            values[step["output"]] = operation(step, parameters, x, self, *others)
        return values[self.output]


def compiled(network, images):
    """TorchScript: traced, frozen, batch norms folded; in oneDNN's layouts, unless its pools then give other results (ceil mode)."""
    with torch.no_grad():
        frozen = torch.jit.freeze(torch.jit.trace(network, images, check_trace=False))
        optimized = torch.jit.optimize_for_inference(torch.jit.trace(network, images, check_trace=False))
        expected = network(images)
        close = (optimized(images) - expected).abs().max() <= 1e-3 * expected.abs().max()
    return optimized if close else frozen


class Inference:
    def __init__(self, network, images, script):
        self.images = images
        self.network = compiled(network, images) if script else network

    def run(self):
        with torch.inference_mode():
            self.result = self.network(self.images)

    def compared(self):
        return [self.result]


class Training:
    def __init__(self, network, images, labels, kept, rate):
        self.network = network
        self.images = images
        self.labels = labels
        self.rate = rate
        network.kept = kept

    def run(self):
        self.loss = F.cross_entropy(self.network(self.images).flatten(1), self.labels)
        self.loss.backward()
        self.gradients = [parameter.grad for parameter in self.network.trained]
        with torch.no_grad():
            torch._foreach_add_(self.network.trained, self.gradients, alpha=-self.rate)
        for parameter in self.network.trained:
            parameter.grad = None

    def compared(self):
        """Loss and gradients of the first step, and the loss of the second, which the update has a part in."""
        first = [self.loss.reshape(1), *self.gradients]
        self.run()
        return [*first, self.loss.reshape(1)]


def make(kind, batch, training, folder, label):
    with open(os.path.join(folder, label + ".json"), encoding="utf-8") as file:
        description = json.load(file)
    network = Network(description, read_safetensors(os.path.join(folder, label + ".safetensors")), training)
    data = torch.from_numpy(numpy.fromfile(os.path.join(folder, f"{label}-{batch}.data"), dtype="<f4"))
    shape = [batch, *description["input"]]
    numbers = numpy.prod(shape)
    images = data[:numbers].reshape(shape)
    if not training:
        return Inference(network, images, kind == "script")
    labels = data[numbers:numbers + batch].long()
    sizes = [batch * int(numpy.prod(step["shape"])) for step in description["steps"] if step["kind"] == "DROPOUT"]
    kept = list(data[numbers + batch:].split(sizes * description["comparedSteps"])) if sizes else []
    return Training(network, images, labels, kept, description["learningRate"])


def times(peer, seconds):
    measured = []
    until = time.perf_counter_ns() + seconds * 1e9
    while len(measured) < MOST_RUNS and (len(measured) < FEWEST_RUNS or time.perf_counter_ns() < until):
        start = time.perf_counter_ns()
        peer.run()
        measured.append(time.perf_counter_ns() - start)
    return measured


def write(path, first, measured, compared):
    with open(path, "wb") as file:
        file.write(struct.pack(">qi", first, len(measured)))
        file.write(numpy.array(measured, dtype=">i8").tobytes())
        file.write(struct.pack(">i", len(compared)))
        for tensor in compared:
            numbers = tensor.detach().numpy().astype(">f4")
            file.write(struct.pack(">i", numbers.size))
            file.write(numbers.tobytes())


def main():
    kind, label, batch, threads, training, folder, warm_up, seconds, result = sys.argv[1:]
    training = training == "true"
    torch.set_num_threads(int(threads))
    torch.set_num_interop_threads(1)
    try:
        peer = make(kind, int(batch), training, folder, label)
    except NotImplementedError as e:
        # As Worker.java: what a library cannot say is no failure.
        print("cannot say:", e)
        sys.exit(3)
    peer.run()
    first = time.perf_counter_ns() - BEGAN
    compared = peer.compared() if training else None
    times(peer, float(warm_up))
    measured = times(peer, float(seconds))
    write(result, first, measured, compared if training else peer.compared())


main()
