namespace Microsoft.ML.Saliency;

/// <summary>Chooses the output with the scores of the classes, where a model has more than one that could be. Our choice of rules; where
/// they do not settle it, the caller must.</summary>
internal static class OnnxOutputChoice
{
    // Parts of the names that exporters and authors give to scores, and to what scores are computed from.
    private static readonly string[] ScoreWords = ["prob", "softmax", "sigmoid", "logit", "score", "class", "pred", "label", "loss"];
    private static readonly string[] OtherWords =
        ["feat", "embed", "hidden", "pool", "aux", "attention", "backbone", "bottleneck", "latent"];

    /// <summary>Returns the output, what decided, and whether that is more than the same scores in another form.</summary>
    /// <param name="outputs">The outputs that could be, at least one.</param>
    /// <param name="labelCounts">Numbers of classes that labels were given or found for.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <exception cref="InvalidDataException">Nothing settles it.</exception>
    public static (ProbedOutput Output, string? Reason, bool IsGuess) Choose(
        IReadOnlyList<ProbedOutput> outputs, int[] labelCounts, OnnxModelName model)
    {
        if (outputs is [ProbedOutput only])
        {
            return (only, null, false);
        }

        // A binary classifier has two labels for one value.
        ProbedOutput[] labeled = [.. outputs.Where(output =>
            labelCounts.Contains(output.Form.Width) || (output.Form.Width == 1 && labelCounts.Contains(2)))];
        if (labeled is [ProbedOutput named])
        {
            return (named, $"'{named.Form.Name}', because it alone has a score for each label", false);
        }

        ProbedOutput[] best = Likeliest(labeled.Length > 0 ? labeled : outputs);
        if (best is [ProbedOutput byName])
        {
            return (byName, $"'{byName.Form.Name}' of {List(outputs)}, because of its name", true);
        }

        // The same scores twice, such as logits and their softmax: probabilities say more, and any of several equals will do.
        ProbedOutput likeliest = best.FirstOrDefault(ScoreEvidence.IsProbability) ?? best[0];
        bool isOne = best.All(output => output == likeliest || ScoreEvidence.IsSameClassifier(output, likeliest));
        return isOne
            ? (likeliest, $"'{likeliest.Form.Name}' of {List(outputs)}, which agree on every probe", false)
            : throw new InvalidDataException(
                $"Model '{model}' must have one output of class scores, but several outputs fit: {List(best)}. "
                + "Set OnnxScorerOptions.OutputName to one of them.");
    }

    private static ProbedOutput[] Likeliest(IReadOnlyList<ProbedOutput> outputs)
    {
        int best = outputs.Max(Likelihood);
        return [.. outputs.Where(output => Likelihood(output) == best)];
    }

    private static int Likelihood(ProbedOutput output)
    {
        string name = output.Form.Name;
        return Has(OtherWords) ? 0 : Has(ScoreWords) ? 2 : 1;

        bool Has(string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string List(IReadOnlyList<ProbedOutput> outputs) =>
        string.Join(", ", outputs.Select(output => $"'{output.Form.Name}' (N x {output.Form.Width})"));
}
