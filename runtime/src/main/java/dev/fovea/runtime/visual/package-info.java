/**
 * Pictures of what a network sees and learned: {@link dev.fovea.runtime.visual.FeatureMaps}, {@link
 * dev.fovea.runtime.visual.FilterGrid}, {@link dev.fovea.runtime.visual.ImageGrid} and Zeiler and Fergus's {@link
 * dev.fovea.runtime.visual.ProjectionFigure}. Drawn without any font, window system or graphics library, so they look
 * the same on every machine.
 */
package dev.fovea.runtime.visual;
