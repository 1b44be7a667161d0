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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns tensors: closing it frees the handles of all that were made in it. It knows how many bytes that is, and may be
 * given a limit for them.
 *
 * <p>What is counted are the tensors that the program has made or been given by a kernel, those that a backward pass may
 * still want until their scope ends; and what automatic differentiation keeps from within a kernel, as far as the caller
 * says how much that is. What an operator needs only while it computes, and gradients, are not.
 */
public final class Scope implements AutoCloseable {
    private final PtNDManager manager;
    private final ComputeDevice device;
    private final @Nullable Scope parent;
    private final long limit;
    private long held;

    private Scope(PtNDManager manager, ComputeDevice device, @Nullable Scope parent, long limit) {
        this.manager = manager;
        this.device = device;
        this.parent = parent;
        this.limit = limit;
    }

    /** A scope of its own on a device. */
    public static Scope open(ComputeDevice device) {
        return open(device, Long.MAX_VALUE);
    }

    /** As {@link #open(ComputeDevice)}; with more than {@code limit} bytes in it, its memory is taken to have run out. */
    public static Scope open(ComputeDevice device, long limit) {
        Torch.start();
        return new Scope((PtNDManager) NDManager.newBaseManager(device.djl(), "PyTorch"), device, null, limit);
    }

    /** A scope that ends with this one at the latest. */
    public Scope child() {
        return new Scope(manager.newSubManager(device.djl()), device, this, Long.MAX_VALUE);
    }

    /** The bytes that this scope and those within it hold now, counted as the class says. */
    public long held() {
        return held;
    }

    /**
     * Counts memory that the engine holds until this scope ends without a tensor that says so.
     *
     * @throws OutOfMemoryException if that is beyond the limit
     */
    public void alsoHolds(long bytes) {
        take(bytes);
    }

    void take(long bytes) {
        @Nullable Scope full = null;
        for (Scope scope = this; scope != null; scope = scope.parent) {
            scope.held += bytes;
            full = scope.held > scope.limit ? scope : full;
        }
        if (full != null) {
            throw OutOfMemoryException.beyond(full.limit, bytes);
        }
    }

    void give(long bytes) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            scope.held -= bytes;
        }
    }

    public ComputeDevice device() {
        return device;
    }

    PtNDManager manager() {
        return manager;
    }

    /** An fp32 tensor. */
    public Tensor floats(float[] values, long... shape) {
        return there(host -> host.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32));
    }

    /** An int64 tensor. */
    public Tensor longs(long[] values, long... shape) {
        return there(host -> host.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
    }

    /** An int32 tensor. */
    public Tensor ints(int[] values, long... shape) {
        return there(host -> host.create(IntBuffer.wrap(values), new Shape(shape), DataType.INT32));
    }

    /** An int64 tensor in the machine's own memory, whatever the device: for what a kernel reads number by number. */
    public Tensor hostLongs(long[] values, long... shape) {
        return own(() -> host().create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
    }

    /** One fp64 number in the machine's own memory, as {@link #hostLongs}. */
    public Tensor hostDouble(double value) {
        return own(() -> (PtNDArray) host().create(value));
    }

    private PtNDManager host() {
        return device.cuda() ? manager.newSubManager(ComputeDevice.CPU.djl()) : manager;
    }

    /** An fp32 tensor of zeros. */
    public Tensor zeros(long... shape) {
        return own(() -> (PtNDArray) manager.zeros(new Shape(shape), DataType.FLOAT32));
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
        return own(() -> manager.create(
                direct.slice().order(ByteOrder.nativeOrder()), new Shape(direct.remaining()), DataType.UINT8));
    }

    /** Numbers that are made in the machine's own memory, on the device. */
    private Tensor there(Function<PtNDManager, PtNDArray> made) {
        if (!device.cuda()) {
            return own(() -> made.apply(manager));
        }
        try (Scope moment = open(ComputeDevice.CPU)) {
            return Upload.to(device).copy(this, moment.own(() -> made.apply(moment.manager)));
        }
    }

    private Tensor own(Supplier<PtNDArray> made) {
        return Tensor.own(OutOfMemoryException.recognised(made), this);
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
        return ByteBuffer.allocateDirect(buffer.remaining())
                .put(buffer.duplicate())
                .flip();
    }

    @Override
    public void close() {
        if (parent != null) {
            parent.give(held);
        }
        held = 0;
        manager.close();
    }
}
