/** Reads networks from the compiler's model of the source into values; the only stage that knows that model. */
package dev.fovea.processor.read;
