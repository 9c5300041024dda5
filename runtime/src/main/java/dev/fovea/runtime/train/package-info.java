/**
 * Training: {@link dev.fovea.runtime.train.Loss losses}, {@link dev.fovea.runtime.train.Optimizer optimisers},
 * and a {@link dev.fovea.runtime.train.Trainer} that works for every network. Formulas and defaults are
 * PyTorch's.
 */
package dev.fovea.runtime.train;
