namespace Microsoft.ML.Saliency;

/// <summary>Finds the probability of keeping a cell at which a score varies most: scores that barely vary say little.</summary>
internal static class KeepProbabilitySearch
{
    /// <summary>Passes through the model that a search takes.</summary>
    public const int Passes = 9 * MasksPerCandidate;

    private const int MasksPerCandidate = 32;

    // Nearest to 0.5 first: it wins among equals.
    private static readonly double[] Candidates = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];

    public static double Find(
        PerturbationRunner runner, IScorer scorer, RiseOptions options, ClassifierInput input, int target, CancellationToken cancellation)
    {
        // Masks of another seed than those of the map, so that the map's masks do not depend on their own scores.
        RiseMasks[] masks = [.. Candidates.Select(p => new RiseMasks(
            scorer.InputShape, (options.GridHeight, options.GridWidth), ~options.Seed, p, isPaired: false))];
        var sums = new double[Candidates.Length];
        var squares = new double[Candidates.Length];
        runner.Run(
            Passes,
            () =>
            {
                PerturbationWriter[] writers = [.. masks.Select(candidate => candidate.CreateWriter(input, options.Baseline))];
                return (index, tensor) => writers[index / MasksPerCandidate](index % MasksPerCandidate, tensor);
            },
            (first, batch) =>
            {
                for (int i = 0; i < batch.Length / scorer.ClassCount; i++)
                {
                    double score = batch[(i * scorer.ClassCount) + target];
                    long candidate = (first + i) / MasksPerCandidate;
                    sums[candidate] += score;
                    squares[candidate] += score * score;
                }
            },
            progress: null,
            cancellation);

        double Variance(int candidate) => (squares[candidate] / MasksPerCandidate) - Math.Pow(sums[candidate] / MasksPerCandidate, 2);
        return Candidates[Enumerable.Range(0, Candidates.Length).MaxBy(Variance)];
    }
}
