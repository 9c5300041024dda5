/** From what the stages before have found, as values, to one HTML page for each network. */
package dev.fovea.processor.report;
