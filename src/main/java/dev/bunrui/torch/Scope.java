package dev.bunrui.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Owns tensors: closing it frees the handles of all that were made in it. */
public final class Scope implements AutoCloseable {
    private final PtNDManager manager;
    private final ComputeDevice device;

    private Scope(PtNDManager manager, ComputeDevice device) {
        this.manager = manager;
        this.device = device;
    }

    /** A scope of its own on a device. */
    public static Scope open(ComputeDevice device) {
        Torch.start();
        return new Scope((PtNDManager) NDManager.newBaseManager(device.djl(), "PyTorch"), device);
    }

    /** A scope that ends with this one at the latest. */
    public Scope child() {
        return new Scope(manager.newSubManager(device.djl()), device);
    }

    public ComputeDevice device() {
        return device;
    }

    PtNDManager manager() {
        return manager;
    }

    /** An fp32 tensor. */
    public Tensor floats(float[] values, long... shape) {
        return new Tensor(manager.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32));
    }

    /** An int64 tensor. */
    public Tensor longs(long[] values, long... shape) {
        return new Tensor(manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
    }

    /** An int32 tensor. */
    public Tensor ints(int[] values, long... shape) {
        return new Tensor(manager.create(IntBuffer.wrap(values), new Shape(shape), DataType.INT32));
    }

    /** One fp64 number. */
    public Tensor doubles(double value) {
        return new Tensor((PtNDArray) manager.create(value));
    }

    /** An fp32 tensor of zeros. */
    public Tensor zeros(long... shape) {
        return new Tensor((PtNDArray) manager.zeros(new Shape(shape), DataType.FLOAT32));
    }

    /** An fp32 tensor without elements: how a kernel is told that an optional argument is absent. */
    public Tensor absent() {
        return zeros(0);
    }

    /**
     * The bytes of a buffer as a uint8 tensor. On the processor a direct buffer (a mapped file, say) is not copied, and
     * the tensor keeps it reachable.
     */
    public Tensor bytes(ByteBuffer buffer) {
        ByteBuffer direct = buffer.isDirect() ? buffer : copy(buffer);
        return new Tensor(manager.create(
                direct.slice().order(ByteOrder.nativeOrder()), new Shape(direct.remaining()), DataType.UINT8));
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
        return ByteBuffer.allocateDirect(buffer.remaining())
                .put(buffer.duplicate())
                .flip();
    }

    @Override
    public void close() {
        manager.close();
    }
}
