package dev.bunrui.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the driver's cards CUDA's numbers stand for, by the variables that CUDA reads. By itself CUDA counts the fastest
 * card first, the driver by the bus.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#env-vars">CUDA's variables</a>
 */
public record VisibleCards(Map<String, String> environment) {
    /** The variable for the order that CUDA counts in. */
    public static final String ORDER = "CUDA_DEVICE_ORDER";

    /** The value of {@link #ORDER} that has CUDA count as the driver does. */
    public static final String BY_BUS = "PCI_BUS_ID";

    /** The variable that hides cards from CUDA. */
    public static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    public VisibleCards {
        environment = Map.copyOf(environment);
    }

    /**
     * The driver's number of a card, or the beginning of its UUID; empty where that cannot be told, and for the instances of
     * a card that is divided (MIG), which are no cards to the driver's program.
     *
     * @param number as in {@code cuda:N}
     */
    public Optional<String> card(int number) {
        String visible = environment.get(VISIBLE);
        if (visible == null) {
            return byBus(Integer.toString(number));
        }
        List<String> cards = List.of(visible.split(",", -1));
        String card = number < cards.size() ? cards.get(number).strip() : "";
        if (card.startsWith("GPU-")) {
            return Optional.of(card);
        }
        return card.matches("\\d{1,4}") ? byBus(card) : Optional.empty();
    }

    private Optional<String> byBus(String number) {
        return Optional.of(number).filter(known -> BY_BUS.equals(environment.get(ORDER)));
    }
}
