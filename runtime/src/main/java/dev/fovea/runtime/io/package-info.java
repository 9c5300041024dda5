/** Files: weights as safetensors, images as PNG and JPEG. */
package dev.fovea.runtime.io;
