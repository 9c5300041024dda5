/**
 * The main job: LeNet-5 learns to read handwritten digits, and shows what it saw. Start {@link
 * dev.fovea.examples.digits.Digits}.
 */
package dev.fovea.examples.digits;
