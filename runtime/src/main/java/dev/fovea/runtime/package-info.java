/**
 * What generated networks are made of: {@link dev.fovea.runtime.Tensor}, {@link dev.fovea.runtime.Mode}, and one interface for each of
 * the generated classes, so that trainers, viewers and savers work for every network.
 */
package dev.fovea.runtime;
