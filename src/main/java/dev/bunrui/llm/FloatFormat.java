package dev.bunrui.llm;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Optional;

/** How a type of floating-point numbers stands in bytes, little-endian, and how single precision becomes it. */
public enum FloatFormat {
    F32 {
        @Override
        void read(ByteBuffer from, float[] into) {
            FloatBuffer source = from.asFloatBuffer();
            source.get(into);
        }

        @Override
        public void write(float[] numbers, ByteBuffer to) {
            to.asFloatBuffer().put(numbers);
        }
    },
    BF16 {
        @Override
        void read(ByteBuffer from, float[] into) {
            ShortBuffer source = from.asShortBuffer();
            for (int i = 0; i < into.length; i++) {
                into[i] = Float.intBitsToFloat(source.get(i) << 16);
            }
        }

        @Override
        public void write(float[] numbers, ByteBuffer to) {
            ShortBuffer target = to.asShortBuffer();
            for (int i = 0; i < numbers.length; i++) {
                target.put(i, brain(numbers[i]));
            }
        }
    },
    F16 {
        @Override
        void read(ByteBuffer from, float[] into) {
            ShortBuffer source = from.asShortBuffer();
            for (int i = 0; i < into.length; i++) {
                into[i] = single(source.get(i));
            }
        }

        @Override
        public void write(float[] numbers, ByteBuffer to) {
            ShortBuffer target = to.asShortBuffer();
            for (int i = 0; i < numbers.length; i++) {
                target.put(i, half(numbers[i]));
            }
        }
    };

    /** The format of a type, if it is one whose numbers single precision holds exactly. */
    public static Optional<FloatFormat> of(ElementType type) {
        return switch (type) {
            case F32 -> Optional.of(F32);
            case BF16 -> Optional.of(BF16);
            case F16 -> Optional.of(F16);
            default -> Optional.empty();
        };
    }

    /** Numbers from the buffer's position on, as many as {@code into} holds; exact. */
    abstract void read(ByteBuffer from, float[] into);

    /** Numbers, rounded to the nearest and to even in the middle, to where the buffer's position is, which stays. */
    public abstract void write(float[] numbers, ByteBuffer to);

    /** All numbers of a little-endian buffer from its position on; exact. */
    public float[] read(ByteBuffer from) {
        float[] numbers = new float[from.remaining() / (this == F32 ? Float.BYTES : Short.BYTES)];
        read(from, numbers);
        return numbers;
    }

    private static short brain(float number) {
        int bits = Float.floatToRawIntBits(number);
        if (Float.isNaN(number)) {
            return (short) ((bits >> 16) | 0x40); // quiet, whatever is cut off
        }
        return (short) ((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }

    /** IEEE 754 binary16 as single precision; the JDK has this from 20 on. */
    private static float single(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** Single precision as IEEE 754 binary16. */
    private static short half(float number) {
        int bits = Float.floatToRawIntBits(number);
        int sign = (bits >> 16) & 0x8000;
        float magnitude = Math.abs(number);
        if (Float.isNaN(number)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520) { // what rounds beyond the greatest number
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) { // in steps of 2⁻²⁴; one step above the greatest of them is the least normal number
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int even = (bits >> 13) & 1;
        int rounded = (bits & 0x7fffffff) + 0xfff + even;
        return (short) (sign | ((rounded - ((127 - 15) << 23)) >> 13));
    }
}
