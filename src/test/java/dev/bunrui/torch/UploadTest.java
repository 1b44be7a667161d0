package dev.bunrui.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadTest {
    /** On a card the numbers go through pinned memory, which there is none of without one: the rest is the same. */
    @Test
    void numbersArriveAsTheyWereAndLiveOnWithoutWhatTheyWereCopiedFrom() {
        try (Scope scope = Scope.open(ComputeDevice.CPU)) {
            Tensor copy;
            try (Scope moment = Scope.open(ComputeDevice.CPU)) {
                Tensor host = moment.floats(new float[] {1.5f, -2, 3, 4, 5, 6}, 2, 3);
                copy = Upload.to(ComputeDevice.CPU).copy(scope, host);
                host.set(new float[6]);
            }
            assertThat(copy.shape()).containsExactly(2, 3);
            assertThat(copy.floats()).containsExactly(1.5f, -2, 3, 4, 5, 6);
            assertThat(copy.requireGradient().gradient()).isEmpty(); // may be a leaf
        }
    }
}
