package dev.bunrui.adapter.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.llm.network.Projection;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTest {
    private static final String PATH = "layers.0.c_fc";
    private static final float[] DOWN = {1, 2, 3, 10, 20, 30}; // [rank 2, inputs 3]
    private static final float[] UP = {1, 0, 0, 1, 1, 1, 2, -1}; // [outputs 4, rank 2]
    /** B A, [outputs, inputs]. */
    private static final float[] PRODUCT = {1, 2, 3, 10, 20, 30, 11, 22, 33, -8, -16, -24};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsThatComeInPartsGetWhatTheyWouldGetTogether(boolean transposed) {
        AdapterWeights weights = new AdapterWeights(Map.of(
                AdapterWeights.down(PATH), StoredTensor.of(AdapterWeights.down(PATH), DOWN, 2, 3),
                AdapterWeights.up(PATH), StoredTensor.of(AdapterWeights.up(PATH), UP, 4, 2)));
        Delta delta = Delta.of(weights, 0.5, PATH, new Projection("c_fc", 3, 4, transposed))
                .orElseThrow();
        int rows = transposed ? 3 : 4;
        int columns = transposed ? 4 : 3;
        for (int cut = 0; cut <= rows; cut++) {
            float[] first = new float[cut * columns];
            float[] rest = new float[(rows - cut) * columns];
            Arrays.fill(first, 7);
            Arrays.fill(rest, 7);
            delta.addTo(first, 0);
            delta.addTo(rest, cut);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int at = row * columns + column;
                    float found = at < first.length ? first[at] : rest[at - first.length];
                    float added = transposed ? PRODUCT[column * 3 + row] : PRODUCT[row * 3 + column];
                    assertThat(found).isCloseTo(7 + added / 2, within(1e-6f));
                }
            }
        }
    }
}
