package dev.bunrui.llm.pickle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pickle of a file of tensors. Of all that a pickle can call only the few names that put tensors together mean
 * something here, and none of them runs anything; any other ends the reading. Only the instructions that PyTorch writes
 * are followed, and a length is believed only if so many bytes are left.
 */
final class TensorUnpickler extends Unpickler {
    private static final Set<Short> KNOWN = Set.of(
            Opcodes.PROTO,
            Opcodes.MARK,
            Opcodes.STOP,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.BINFLOAT,
            Opcodes.BINUNICODE,
            Opcodes.EMPTY_DICT,
            Opcodes.EMPTY_LIST,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.SETITEM,
            Opcodes.SETITEMS,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.GLOBAL,
            Opcodes.REDUCE,
            Opcodes.BINPERSID,
            Opcodes.BUILD);

    /** Of a tensor: storage, offset, shape, strides, whether it is trained, hooks. */
    private static final int PLAIN_ARGUMENTS = 6;

    /** As in PyTorch. */
    private static final int MOST_DIMENSIONS = 64;

    /** Enough for thirteen thousand tensors, and each may leave an object on the stack. */
    private static final int MOST_INSTRUCTIONS = 1 << 19;

    /** Longer than any name in PyTorch. */
    private static final int LONGEST_NAME = 200;

    private final int size;
    private int instructions;

    private TensorUnpickler(int size) {
        this.size = size;
    }

    /**
     * What the pickle holds.
     *
     * @throws ForbiddenNameException if it calls for what no tensor needs
     * @throws GarbledPickleException if it is not a sound pickle
     */
    static Object read(byte[] pickle) throws ForbiddenNameException, GarbledPickleException {
        try {
            Object value = new TensorUnpickler(pickle.length).load(new ByteArrayInputStream(pickle));
            if (value == null) {
                throw new GarbledPickleException();
            }
            return value;
        } catch (Forbidden forbidden) {
            throw new ForbiddenNameException(forbidden.name);
        } catch (IOException | RuntimeException garbled) {
            throw new GarbledPickleException();
        }
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        if (!KNOWN.contains(key) || ++instructions > MOST_INSTRUCTIONS) {
            throw new PickleException("instruction " + key);
        }
        switch (key) {
            case Opcodes.GLOBAL -> {
                global(PickleUtils.readline(input), PickleUtils.readline(input));
                return NO_RETURN_VALUE;
            }
            case Opcodes.BUILD -> {
                // Attributes, such as a state dict's versions of modules; nothing here has any.
                stack.pop();
                return NO_RETURN_VALUE;
            }
            case Opcodes.APPEND -> {
                append(Collections.singletonList(stack.pop()));
                return NO_RETURN_VALUE;
            }
            case Opcodes.APPENDS -> {
                append(stack.pop_all_since_marker());
                return NO_RETURN_VALUE;
            }
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                put(stack.pop(), value);
                return NO_RETURN_VALUE;
            }
            case Opcodes.SETITEMS -> {
                List<Object> items = stack.pop_all_since_marker();
                for (int i = 0; i < items.size(); i += 2) {
                    put(items.get(i), items.get(i + 1));
                }
                return NO_RETURN_VALUE;
            }
            case Opcodes.BINUNICODE -> checkLength();
            case Opcodes.LONG_BINPUT -> checkPlace();
            default -> {
                // Followed as the library does.
            }
        }
        return super.dispatch(key);
    }

    /** The library copies the whole list each time, and a small pickle could keep it at that for hours. */
    private void append(List<Object> items) {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) stack.peek();
        list.addAll(items);
    }

    /** A key of another kind might contain itself, and hashing it would never end. */
    private void put(@Nullable Object key, @Nullable Object value) {
        if (!(key instanceof String)) {
            throw new PickleException("a key that is no text");
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = (Map<Object, Object>) stack.peek();
        map.put(key, value);
    }

    private void checkLength() throws IOException {
        input.mark(4);
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, 4));
        if (length < 0 || length > input.available()) {
            throw new PickleException("length " + length);
        }
        input.reset();
    }

    private void checkPlace() throws IOException {
        input.mark(4);
        int place = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, 4));
        if (place < 0 || place > size) {
            throw new PickleException("place " + place);
        }
        input.reset();
    }

    private void global(String module, String name) {
        String full = module + "." + name;
        // What is no name must not reach a person's terminal as one.
        if (full.length() > LONGEST_NAME || !full.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new PickleException("a name that is none");
        }
        stack.add(
                switch (full) {
                    case "collections.OrderedDict" -> (IObjectConstructor) TensorUnpickler::map;
                    case "torch._utils._rebuild_tensor_v2" -> (IObjectConstructor) TensorUnpickler::tensor;
                    case "torch._utils._rebuild_parameter" -> (IObjectConstructor) arguments -> arguments[0];
                    default -> {
                        String type = module.equals("torch") ? Storage.TYPES.get(name) : null;
                        if (type == null) {
                            throw new Forbidden(full);
                        }
                        yield new StorageType(type);
                    }
                });
    }

    /** Its entries come as instructions; such as came as arguments would be lost. */
    private static Object map(Object[] arguments) {
        if (arguments.length > 0) {
            throw new PickleException("a map with arguments");
        }
        return new LinkedHashMap<>();
    }

    private static Object tensor(Object[] arguments) {
        // A seventh argument says, for instance, that all numbers are meant negated.
        if (arguments.length > PLAIN_ARGUMENTS && !Map.of().equals(arguments[PLAIN_ARGUMENTS])) {
            throw new PickleException("a tensor with a twist");
        }
        return new TensorView(
                (Storage) arguments[0], number(arguments[1]), numbers(arguments[2]), numbers(arguments[3]));
    }

    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id;
        if (parts.length != 5 || !"storage".equals(parts[0])) {
            throw new PickleException("persistent id");
        }
        return new Storage((String) parts[2], ((StorageType) parts[1]).type(), number(parts[4]));
    }

    private static long[] numbers(Object list) {
        Object[] values = (Object[]) list;
        if (values.length > MOST_DIMENSIONS) {
            throw new PickleException("dimensions");
        }
        long[] numbers = new long[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(values[i]);
        }
        return numbers;
    }

    /** Sizes, strides and offsets are never negative. */
    private static long number(Object value) {
        if (!(value instanceof Integer || value instanceof Long) || ((Number) value).longValue() < 0) {
            throw new PickleException("a size that is no whole number");
        }
        return ((Number) value).longValue();
    }

    private record StorageType(String type) {}

    /** Found while the library has the word, and it knows its own exceptions only. */
    private static final class Forbidden extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String name;

        Forbidden(String name) {
            super(name);
            this.name = name;
        }
    }
}
