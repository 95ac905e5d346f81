namespace Microsoft.ML.Saliency;

/// <summary>A method that explains a scorer's decision on one image by saliency maps. Thread-safe.</summary>
public interface IExplainer
{
    /// <summary>The black box that is explained.</summary>
    IScorer Scorer { get; }

    /// <summary>Passes through the model that one explanation takes at most, the unperturbed image included.</summary>
    long Passes { get; }

    /// <summary>Explains one image.</summary>
    /// <param name="input">The model's input: C x H x W values in the scorer's layout. An array converts implicitly.</param>
    /// <param name="targets">The classes to explain; null for the predicted one.</param>
    /// <param name="progress">Receives progress after each scored batch, from the scoring threads; null for none.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <returns>One map per target, in the order of the targets.</returns>
    /// <exception cref="ArgumentException">
    /// The input has the wrong length or a value that is not finite, a target is out of range, or the baseline needs the input's
    /// preprocessing and it is unknown.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model returned a score that is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The scorer has been disposed.</exception>
    IReadOnlyList<SaliencyMap> Explain(
        ClassifierInput input,
        SaliencyTargets? targets = null,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default);
}
