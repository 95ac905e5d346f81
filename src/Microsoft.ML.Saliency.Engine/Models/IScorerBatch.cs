namespace Microsoft.ML.Saliency;

/// <summary>A scorer's own input buffer: fill <see cref="Inputs"/>, call <see cref="Score"/>, repeat. Not thread-safe.</summary>
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
