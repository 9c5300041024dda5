package dev.fovea.examples.networks;

import dev.fovea.Network;

/**
 * {@link MobileNetV1} with 0.5 times the filters ("MobileNets", 2017, table 6): 1,331,592 parameters, 149 million multiply-adds.
 */
@Network(input = {3, 224, 224}, widthMultiplier = 0.5)
public interface MobileNetV1x050 extends MobileNetV1 {}
