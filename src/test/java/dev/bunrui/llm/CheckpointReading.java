package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bunrui.message.RequestException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** What becomes of reading a file that may be damaged: a sentence, or tensors, and at no great cost. */
final class CheckpointReading {
    private static final long MOST_BYTES = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CheckpointReading() {}

    /** The sentence's key, or {@code tensors}. */
    static String outcome(Path file) {
        return outcome(() -> {
            TensorFile tensors = TensorFile.open(file);
            for (String name : tensors.names()) {
                StoredTensor tensor = tensors.find(name).orElseThrow();
                assertThat(tensor.bytes().remaining())
                        .isEqualTo((int) tensor.elements() * tensor.type().bytes());
            }
        });
    }

    static String outcome(Runnable reading) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        String outcome;
        try {
            reading.run();
            outcome = "tensors";
        } catch (RequestException refusal) {
            assertThat(refusal.getMessage()).as("a sentence").hasSizeLessThan(2000);
            outcome = refusal.key();
        }
        assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(MOST_BYTES);
        return outcome;
    }
}
