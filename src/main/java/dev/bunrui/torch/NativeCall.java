package dev.bunrui.torch;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls a TorchScript method by the engine's native interface. DJL's own way to it ({@code IValueUtils.forward}) forgets
 * its handles on the arguments if the method fails, and what they hold, a layer's weights and what goes into it, is then
 * held until the process ends: after every time that the memory ran out there would be less of it.
 */
final class NativeCall {
    private static final MethodHandle RUN;
    private static final MethodHandle RESULT;

    static {
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(IValue.class, MethodHandles.lookup());
            Class<?> library = inside.findClass("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodType run = MethodType.methodType(
                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
            RUN = inside.findVirtual(library, "moduleRunMethod", run)
                    .bindTo(inside.findStaticVarHandle(library, "LIB", library).get());
            RESULT = inside.findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
        } catch (ReflectiveOperationException another) {
            throw new ExceptionInInitializerError(another);
        }
    }

    private NativeCall() {}

    /**
     * What the method gives, one tensor or several.
     *
     * @param arguments each a {@link Tensor} or a non-empty {@code List<Tensor>}
     * @param leaves whether the results may meet a gradient later
     */
    static NDList run(PtSymbolBlock block, String method, Object[] arguments, boolean leaves, PtNDManager into) {
        List<IValue> values = new ArrayList<>();
        try {
            for (Object argument : arguments) {
                values.add(value(argument));
            }
            long[] handles = values.stream().mapToLong(IValue::getHandle).toArray();
            try (IValue result = result(block.getHandle(), method, handles, leaves)) {
                return result.toNDList(into);
            }
        } finally {
            values.forEach(IValue::close);
        }
    }

    private static IValue result(long block, String method, long[] handles, boolean leaves) {
        try {
            return (IValue) RESULT.invoke((long) RUN.invoke(block, method, handles, leaves, false));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException("the native interface declares no exception", checked);
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof Tensor tensor) {
            return IValue.from(tensor.array());
        }
        if (argument instanceof List<?> several) {
            return IValue.listFrom(
                    several.stream().map(each -> ((Tensor) each).array()).toArray(PtNDArray[]::new));
        }
        throw new IllegalArgumentException("neither a tensor nor a list of tensors: " + argument);
    }
}
