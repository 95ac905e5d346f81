namespace Microsoft.ML.Saliency;

/// <summary>The black box to explain: a batch of image tensors in, one score for each class out. Implementations are thread-safe; a batch
/// of one scorer is used by one thread at a time. Whatever takes a scorer checks its counts, its batches' lengths, and that there are count
/// x K scores, all finite.</summary>
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

    /// <summary>The number of batches that may be scored at the same time with a gain in speed.</summary>
    int Concurrency { get; }

    /// <summary>The names of the classes; null, the default, if the scorer does not know them.</summary>
    ClassLabels? Labels => null;

    /// <summary>Whether the model takes the pixels' bytes: its inputs are then whole numbers 0..255, with no mean and no divisor; other
    /// values are rounded to them. False by default.</summary>
    bool TakesBytes => false;

    /// <summary>Creates an input buffer for up to <paramref name="capacity"/> tensors, to be filled and scored again and again.</summary>
    /// <param name="capacity">1 to <see cref="MaxBatchSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The scorer has been disposed.</exception>
    IScorerBatch CreateBatch(int capacity);
}

/// <summary>A scorer's input buffer: fill <see cref="Inputs"/>, call <see cref="Score"/>, repeat. Not thread-safe.</summary>
public interface IScorerBatch : IDisposable
{
    /// <summary>The most tensors the buffer holds.</summary>
    int Capacity { get; }

    /// <summary>The buffer, Capacity x C x H x W in the scorer's layout, to be written in place.</summary>
    Span<float> Inputs { get; }

    /// <summary>Scores the first <paramref name="count"/> tensors of the buffer.</summary>
    /// <param name="count">1 to <see cref="Capacity"/>.</param>
    /// <returns>Scores, count x K, row-major; valid until the next call.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The batch or its scorer has been disposed.</exception>
    ReadOnlySpan<float> Score(int count);
}
