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
    private final long bytes;
    private final boolean recorded;
    private Scope scope;

    private Tensor(PtNDArray array, Scope scope, long bytes, boolean recorded) {
        this.array = array;
        this.scope = scope;
        this.bytes = bytes;
        this.recorded = recorded;
        scope.take(bytes);
    }

    /** A handle on memory of its own. */
    static Tensor own(PtNDArray array, Scope scope) {
        return result(array, scope, false);
    }

    /** As {@link #own}; what is {@code recorded} may be held by automatic differentiation when the handle is gone. */
    static Tensor result(PtNDArray array, Scope scope, boolean recorded) {
        int each = array.getDataType().getNumOfBytes();
        // The engine's binding has no name for bf16, and no size.
        return new Tensor(array, scope, array.getShape().size() * (each == 0 ? 2 : each), recorded);
    }

    /** A handle on memory that another tensor or the engine accounts for. */
    static Tensor alias(PtNDArray array, Scope scope) {
        return new Tensor(array, scope, 0, false);
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
        ByteBuffer copy = OutOfMemoryException.recognised(array::toByteBuffer).order(ByteOrder.nativeOrder());
        float[] values = new float[copy.remaining() / Float.BYTES];
        copy.asFloatBuffer().get(values);
        return values;
    }

    /** The same memory under another shape. */
    public Tensor view(long... shape) {
        return alias((PtNDArray) array.reshape(shape), scope);
    }

    /** The same memory, which no gradient crosses. */
    public Tensor detached(Scope into) {
        return alias((PtNDArray) array.stopGradient(), scope).moveTo(into);
    }

    /** Says that gradients of this tensor will be asked for. */
    public Tensor requireGradient() {
        JniUtils.attachGradient(array, true);
        return this;
    }

    /** The gradient that backward passes have added up, if there was one since the last {@link #clearGradient}. */
    public Optional<Tensor> gradient() {
        return Optional.ofNullable(JniUtils.getGradient(array)).map(gradient -> alias(gradient, scope));
    }

    /** Sets the gradient to zero, if there is one. */
    public void clearGradient() {
        gradient().ifPresent(there -> {
            there.close();
            JniUtils.zeroGrad(array);
        });
    }

    /**
     * Runs the backward pass from this tensor, whose own gradient is given; leaves' gradients are added up.
     *
     * @throws OutOfMemoryException if the device's memory does not hold what it needs; some leaves may have their
     *     gradient by then
     */
    public void backward(Tensor gradient) {
        OutOfMemoryException.recognised(() -> {
            JniUtils.backward(array, gradient.array, false, false);
            return this;
        });
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
        Tensor own = own(OutOfMemoryException.recognised(() -> (PtNDArray) array.duplicate()), scope);
        close();
        return own;
    }

    /** Hands the tensor over to another scope. */
    public Tensor moveTo(Scope to) {
        array.attach(to.manager());
        scope.give(bytes);
        scope = to;
        scope.take(bytes);
        return this;
    }

    @Override
    public void close() {
        if (!recorded && !array.isReleased()) {
            scope.give(bytes);
        }
        array.close();
    }
}
