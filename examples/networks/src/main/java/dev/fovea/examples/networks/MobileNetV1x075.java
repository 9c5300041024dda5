package dev.fovea.examples.networks;

import dev.fovea.Network;

/**
 * {@link MobileNetV1} with 0.75 times the filters ("MobileNets", 2017, table 6): 2,585,560 parameters, 325 million multiply-adds.
 */
@Network(input = {3, 224, 224}, widthMultiplier = 0.75)
public interface MobileNetV1x075 extends MobileNetV1 {}
