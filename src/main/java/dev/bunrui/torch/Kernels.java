package dev.bunrui.torch;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Methods written in TorchScript's serialised style, compiled by the engine: every operator of PyTorch, also those that
 * DJL's own interface lacks (bf16, fused attention, fused AdamW), at one native call a method.
 */
public final class Kernels implements AutoCloseable {
    /** What differentiation may ask of a call's results. */
    public enum Use {
        /** A backward pass may cross them. */
        GRADIENT,
        /** No record is kept of how they came about, but they may be leaves of a later computation. */
        PLAIN,
        /** They never meet a gradient; the cheapest. */
        INFERENCE
    }

    private final Model model;
    private final PtSymbolBlock block;

    private Kernels(Model model, PtSymbolBlock block) {
        this.model = model;
        this.block = block;
    }

    /**
     * Compiles the methods of a class {@code Kernels}.
     *
     * @throws IllegalStateException if the engine refuses the source
     */
    public static Kernels compile(String source, ComputeDevice device) {
        Torch.start();
        Path folder = null;
        Model model = Model.newInstance("kernels", device.djl(), "PyTorch");
        try {
            folder = Files.createTempDirectory("bunrui-kernels");
            TorchScriptArchive.write(folder.resolve("kernels.pt"), source);
            model.load(folder, "kernels.pt", Map.of("trainParam", "true"));
        } catch (IOException failure) {
            model.close();
            throw new UncheckedIOException(failure);
        } catch (MalformedModelException refused) {
            model.close();
            throw new IllegalStateException("the engine refuses the kernels", refused);
        } finally {
            TorchScriptArchive.discard(folder);
        }
        JniUtils.setGraphExecutorOptimize(false);
        return new Kernels(model, (PtSymbolBlock) model.getBlock());
    }

    /**
     * Calls a method; its results belong to {@code scope}.
     *
     * @param arguments each a {@link Tensor} or a non-empty {@code List<Tensor>}
     * @throws OutOfMemoryException if the device's memory does not hold what it makes
     */
    public List<Tensor> call(Scope scope, Use use, String method, Object... arguments) {
        return call(scope, use, Integer.MAX_VALUE, method, arguments);
    }

    /** As {@link #call}, of a method of whose results only the first {@code owning} have memory of their own. */
    public List<Tensor> call(Scope scope, Use use, int owning, String method, Object... arguments) {
        // The mode belongs to the thread, and DJL leaves it off.
        JniUtils.setGradMode(use == Use.GRADIENT);
        NDList results = OutOfMemoryException.recognised(
                () -> NativeCall.run(block, method, arguments, use != Use.INFERENCE, scope.manager()));
        return IntStream.range(0, results.size())
                .mapToObj(i -> i < owning
                        ? Tensor.result((PtNDArray) results.get(i), scope, use == Use.GRADIENT)
                        : Tensor.alias((PtNDArray) results.get(i), scope))
                .toList();
    }

    /** Calls a method that gives one tensor. */
    public Tensor one(Scope scope, Use use, String method, Object... arguments) {
        return call(scope, use, method, arguments).get(0);
    }

    @Override
    public void close() {
        model.close();
    }
}
