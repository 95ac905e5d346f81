namespace OnnxModels;

/// <summary>What a test model's output holds; the output's name is the member's name in lower case.</summary>
public enum ModelOutput
{
    /// <summary>Raw scores.</summary>
    Logits,

    /// <summary>Probabilities that add up to one.</summary>
    Softmax,

    /// <summary>An independent probability per class: multi-label.</summary>
    Sigmoid,
}
