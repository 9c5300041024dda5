/**
 * Networks of the literature, each as its paper prints it, with the table or figure that it follows: shapes, parameters and
 * multiply-adds are the published ones.
 */
package dev.fovea.examples.networks;
