namespace Microsoft.ML.Saliency;

/// <summary>What turns a model's raw outputs into scores.</summary>
public enum ScoreActivation
{
    /// <summary>
    /// Decided once, by scoring a few fixed inputs: outputs that all lie in 0..1 are taken as they are; otherwise
    /// softmax, or sigmoid if there is one class only. Our choice; name the activation where this guess must not be left to it.
    /// </summary>
    Auto,

    /// <summary>The raw outputs are the scores (probabilities already, or logits on purpose).</summary>
    None,

    /// <summary>exp(x_k) / sum_j exp(x_j) over the classes.</summary>
    Softmax,

    /// <summary>1 / (1 + exp(-x_k)) for each class: multi-label models.</summary>
    Sigmoid,
}
