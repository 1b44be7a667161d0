package dev.bunrui.torch;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/** The tensors that the engine's binding holds in this process, by its own books and not by ours. */
public final class LiveHandles {
    private LiveHandles() {}

    /** How many there are, in whatever scope. */
    public static long count() {
        Torch.start();
        try {
            Method system = PtNDManager.class.getDeclaredMethod("getSystemManager");
            system.setAccessible(true);
            Field resources = BaseNDManager.class.getDeclaredField("resources");
            resources.setAccessible(true);
            return count(resources, system.invoke(null));
        } catch (ReflectiveOperationException another) {
            throw new LinkageError(another.getMessage(), another);
        }
    }

    private static long count(Field resources, Object manager) throws ReflectiveOperationException {
        long count = 0;
        for (Object each : ((Map<?, ?>) resources.get(manager)).values()) {
            if (each instanceof NDArray) {
                count++;
            } else if (each instanceof BaseNDManager inner) {
                count += count(resources, inner);
            }
        }
        return count;
    }
}
