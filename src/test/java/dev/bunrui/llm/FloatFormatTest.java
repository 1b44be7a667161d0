package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloatFormatTest {
    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static short written(FloatFormat format, float number) {
        ByteBuffer bytes = buffer(2);
        format.write(new float[] {number}, bytes);
        return bytes.getShort(0);
    }

    private static float read(FloatFormat format, int bits) {
        return format.read(buffer(2).putShort((short) bits).flip())[0];
    }

    @ParameterizedTest
    @EnumSource(
            value = FloatFormat.class,
            names = {"F16", "BF16"})
    void everyNumberComesBackAsItWasAndWhatIsBetweenGoesToTheNearest(FloatFormat format) {
        int infinity = format == FloatFormat.F16 ? 0x7c00 : 0x7f80;
        for (int bits = 0; bits < infinity; bits++) {
            float number = read(format, bits);
            assertThat(written(format, number)).isEqualTo((short) bits);
            assertThat(written(format, -number)).isEqualTo((short) (bits | 0x8000));
            if (bits + 1 < infinity) {
                float middle = (float) (((double) number + read(format, bits + 1)) / 2);
                int even = bits % 2 == 0 ? bits : bits + 1;
                assertThat(written(format, middle)).isEqualTo((short) even);
                assertThat(written(format, Math.nextDown(middle))).isEqualTo((short) bits);
                assertThat(written(format, Math.nextUp(middle))).isEqualTo((short) (bits + 1));
            }
        }
        assertThat(written(format, Float.MAX_VALUE)).isEqualTo((short) infinity);
        assertThat(written(format, Float.NEGATIVE_INFINITY)).isEqualTo((short) (infinity | 0x8000));
        assertThat(read(format, written(format, Float.NaN))).isNaN();
    }
}
