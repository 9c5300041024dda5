package org.example.change;

import dev.fovea.Network;

/** A network that is removed. */
@Network(input = {1, 24, 24})
public interface Gone extends Net {}
