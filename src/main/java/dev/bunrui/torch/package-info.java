/**
 * The only room that sees DJL's PyTorch engine: tensors in scopes, kernels written in TorchScript and assembled at run
 * time, automatic differentiation, devices and precisions.
 */
@NullMarked
package dev.bunrui.torch;

import org.jspecify.annotations.NullMarked;
