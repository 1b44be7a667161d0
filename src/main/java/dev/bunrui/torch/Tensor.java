package dev.bunrui.torch;

import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * A handle on native memory. It lives as long as its {@link Scope}, or until it is closed; what automatic
 * differentiation still needs of it lives on without the handle.
 */
public final class Tensor implements AutoCloseable {
    private final PtNDArray array;

    Tensor(PtNDArray array) {
        this.array = array;
    }

    PtNDArray array() {
        return array;
    }

    public long[] shape() {
        return array.getShape().getShape();
    }

    /** A copy of the values of an fp32 tensor, in row order. */
    public float[] floats() {
        if (array.getDataType() != DataType.FLOAT32) {
            throw new IllegalStateException("not an fp32 tensor: " + array.getDataType());
        }
        ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.nativeOrder());
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** The same memory under another shape. */
    public Tensor view(long... shape) {
        return new Tensor((PtNDArray) array.reshape(shape));
    }

    /** The same memory, which no gradient crosses. */
    public Tensor detached(Scope scope) {
        return new Tensor((PtNDArray) array.stopGradient()).moveTo(scope);
    }

    /** Says that gradients of this tensor will be asked for. */
    public Tensor requireGradient() {
        JniUtils.attachGradient(array, true);
        return this;
    }

    /** The gradient that backward passes have added up, if there was one since the last {@link #clearGradient}. */
    public Optional<Tensor> gradient() {
        return Optional.ofNullable(JniUtils.getGradient(array)).map(Tensor::new);
    }

    /** Sets the gradient to zero. */
    public void clearGradient() {
        JniUtils.zeroGrad(array);
    }

    /** Runs the backward pass from this tensor, whose own gradient is given; leaves' gradients are added up. */
    public void backward(Tensor gradient) {
        JniUtils.backward(array, gradient.array, false, false);
    }

    /** Replaces the values of an fp32 tensor of at least one dimension, where they lie. */
    public void set(float[] values) {
        JniUtils.setGradMode(false);
        try (PtNDArray source =
                array.getManager().create(FloatBuffer.wrap(values), array.getShape(), DataType.FLOAT32)) {
            array.set(new NDIndex("..."), source);
        }
    }

    /**
     * The same values in memory of the engine's own. Its alignment is always the same there, which a Java buffer's is
     * not, and with it the order in which kernels add numbers up.
     */
    public Tensor settled() {
        PtNDArray own = (PtNDArray) array.duplicate();
        array.close();
        return new Tensor(own);
    }

    /** Hands the tensor over to another scope. */
    public Tensor moveTo(Scope scope) {
        array.attach(scope.manager());
        return this;
    }

    @Override
    public void close() {
        array.close();
    }
}
