namespace Microsoft.ML.Saliency;

/// <summary>Finds the probability of keeping a cell at which a score varies most: scores that barely vary say little.</summary>
internal static class KeepProbabilitySearch
{
    /// <summary>Passes through the model that a search takes.</summary>
    public const int Passes = 9 * MasksPerCandidate;

    private const int MasksPerCandidate = 32;

    // Nearest to 0.5 first: it wins among equals.
    private static readonly double[] Candidates = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];

    /// <summary>Finds the probability; the unperturbed image is scored first.</summary>
    /// <param name="runner">Scores the images.</param>
    /// <param name="shape">The model's input.</param>
    /// <param name="options">Grid, seed and baseline.</param>
    /// <param name="input">The image.</param>
    /// <param name="choose">Chooses the classes by the unperturbed image's scores; the first one's score counts.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    public static double Find(
        PerturbationRunner runner,
        TensorShape shape,
        RiseOptions options,
        ClassifierInput input,
        ClassChoice choose,
        CancellationToken cancellation)
    {
        // Masks of another seed than those of the map, so that the map's masks do not depend on their own scores.
        RiseMasks[] masks = [.. Candidates.Select(p => new RiseMasks(
            shape, (options.GridHeight, options.GridWidth), ~options.Seed, p, isPaired: false))];
        Perturbations[] candidates = [.. masks.Select(candidate => candidate.Perturb(input, options.Baseline))];
        var perturbations = new Perturbations(
            () => InTurn(candidates.Select(candidate => candidate.CreateImageWriter())),
            candidates[0].Masked is { } masked
                ? masked with { CreateMaskWriter = () => InTurn(masks.Select<RiseMasks, PerturbationWriter>(mask => mask.WriteMask)) }
                : null);
        var sums = new double[Candidates.Length];
        var squares = new double[Candidates.Length];
        int classCount = 0;
        runner.Run(
            perturbations.AfterOriginal(input),
            1 + Passes,
            scores =>
            {
                int[] classes = choose(scores);
                classCount = classes.Length;
                return classes;
            },
            (first, scores) =>
            {
                for (; scores.Length > 0; first++, scores = scores[classCount..])
                {
                    if (first > 0)
                    {
                        long candidate = (first - 1) / MasksPerCandidate;
                        double score = scores[0];
                        sums[candidate] += score;
                        squares[candidate] += score * score;
                    }
                }
            },
            progress: null,
            cancellation);

        PerturbationWriter InTurn(IEnumerable<PerturbationWriter> writers)
        {
            PerturbationWriter[] all = [.. writers];
            return (index, tensor) => all[index / MasksPerCandidate](index % MasksPerCandidate, tensor);
        }

        double Variance(int candidate) => (squares[candidate] / MasksPerCandidate) - Math.Pow(sums[candidate] / MasksPerCandidate, 2);
        return Candidates[Enumerable.Range(0, Candidates.Length).MaxBy(Variance)];
    }
}
