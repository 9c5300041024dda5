package dev.fovea.examples.networks;

import dev.fovea.Network;

/**
 * {@link MobileNetV1} with 0.25 times the filters ("MobileNets", 2017, table 6): 470,072 parameters, 41 million multiply-adds.
 */
@Network(input = {3, 224, 224}, widthMultiplier = 0.25)
public interface MobileNetV1x025 extends MobileNetV1 {}
