package dev.bunrui.torch;

import dev.bunrui.torch.Kernels.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter, 2019) over all parameters in one native call: β₁ 0.9, β₂ 0.999, ε 1e-8, bias-corrected,
 * weight decay decoupled from the gradient, as PyTorch's {@code torch.optim.AdamW}.
 */
public final class AdamW implements AutoCloseable {
    private final Kernels kernels;
    private final Scope scope;
    private final List<Tensor> parameters;
    private final List<Tensor> first = new ArrayList<>();
    private final List<Tensor> second = new ArrayList<>();
    private final List<Tensor> steps = new ArrayList<>();

    /** The moving averages of one parameter's gradient and of its square, and how many steps they saw. */
    public record Moments(float[] first, float[] second, float steps) {}

    /** {@code parameters}: fp32 leaves that require gradients; they stay the caller's. */
    public AdamW(Scope owner, List<Tensor> parameters, double weightDecay) {
        this.scope = owner.child();
        this.parameters = List.copyOf(parameters);
        this.kernels = Kernels.compile(
                KernelSource.of(Map.of("weight_decay", Double.toString(weightDecay)), "adamw"), owner.device());
        for (Tensor parameter : parameters) {
            first.add(scope.zeros(parameter.shape()));
            second.add(scope.zeros(parameter.shape()));
            steps.add(scope.zeros(1));
        }
    }

    /** Takes one step along the gradients added up in the parameters, and clears them. */
    public void step(double learningRate) {
        try (Scope step = scope.child()) {
            List<Tensor> gradients = new ArrayList<>();
            for (Tensor parameter : parameters) {
                gradients.add(parameter
                        .gradient()
                        .orElseThrow(() -> new IllegalStateException("a parameter took no part in the step")));
            }
            // A double in the engine: the rate must not be rounded to fp32 on its way. The kernel reads it, and would
            // have
            // to wait for a card that held it.
            Tensor rate = step.hostDouble(learningRate);
            kernels.call(step, Use.PLAIN, "adamw", parameters, gradients, first, second, steps, rate);
            gradients.forEach(Tensor::close);
        }
        parameters.forEach(Tensor::clearGradient);
    }

    /** The state that the next steps depend on, one entry a parameter. */
    public List<Moments> moments() {
        List<Moments> moments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            moments.add(new Moments(
                    first.get(i).floats(), second.get(i).floats(), steps.get(i).floats()[0]));
        }
        return moments;
    }

    /** Goes on from the state of another optimiser over the same parameters. */
    public void restore(List<Moments> moments) {
        for (int i = 0; i < parameters.size(); i++) {
            first.get(i).set(moments.get(i).first());
            second.get(i).set(moments.get(i).second());
            steps.get(i).set(new float[] {moments.get(i).steps()});
        }
    }

    @Override
    public void close() {
        scope.close();
        kernels.close();
    }
}
