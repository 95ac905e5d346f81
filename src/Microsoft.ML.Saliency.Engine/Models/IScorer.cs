namespace Microsoft.ML.Saliency;

/// <summary>
/// The black box that is explained: a batch of image tensors in, one score per class out.
/// Implementations are thread-safe; a batch of one scorer is used by one thread at a time.
/// </summary>
public interface IScorer
{
    /// <summary>Shape and layout of one input tensor.</summary>
    TensorShape InputShape { get; }

    /// <summary>Number of classes K.</summary>
    int ClassCount { get; }

    /// <summary>The batch size that suits this scorer, used where the caller names none.</summary>
    int BatchSize { get; }

    /// <summary>The largest batch that <see cref="CreateBatch"/> accepts; <see cref="int.MaxValue"/> if there is no limit.</summary>
    int MaxBatchSize { get; }

    /// <summary>How many batches may be scored at the same time with a gain in speed.</summary>
    int Concurrency { get; }

    /// <summary>The names of the classes, as far as the scorer knows them; null if it does not, which is the default.</summary>
    ClassLabels? Labels => null;

    /// <summary>Creates an input buffer for up to <paramref name="capacity"/> tensors, to be filled and scored again and again.</summary>
    /// <param name="capacity">1 to <see cref="MaxBatchSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The scorer has been disposed.</exception>
    IScorerBatch CreateBatch(int capacity);
}
