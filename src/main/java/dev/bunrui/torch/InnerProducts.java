package dev.bunrui.torch;

import dev.bunrui.torch.Kernels.Use;
import java.util.Map;

/** Products of vectors with one another, added up in fp32 whatever type the vectors have. */
public final class InnerProducts implements AutoCloseable {
    private final Kernels kernels;

    public InnerProducts(ComputeDevice device) {
        kernels = Kernels.compile(KernelSource.of(Map.of(), "inner-products"), device);
    }

    /** The inner products over the last dimension of two tensors of one shape; fp32. */
    public Tensor of(Scope scope, Tensor left, Tensor right) {
        return kernels.one(scope, Use.PLAIN, "inner", left, right);
    }

    @Override
    public void close() {
        kernels.close();
    }
}
