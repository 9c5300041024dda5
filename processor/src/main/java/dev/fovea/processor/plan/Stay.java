package dev.fovea.processor.plan;

/**
 * What lies in the arena of the fused pass from one step to another.
 *
 * @param name what it is called there: as the last of the values that share the buffer
 * @param first the step that writes it; -1 stands for the image's arrival
 * @param last the last step that reads it; one past all steps where the pass returns it
 */
public record Stay(String name, int first, int last, Region region) {}
