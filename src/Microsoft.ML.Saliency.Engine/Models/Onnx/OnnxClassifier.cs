using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>An ONNX model as an image classifier: what its inputs and outputs say, what running it showed, and what was decided.</summary>
/// <param name="Input">How it takes images.</param>
/// <param name="Feeds">The values of its other inputs.</param>
/// <param name="Output">How it returns scores.</param>
/// <param name="Activation">What turns them into scores; never <see cref="ScoreActivation.Auto"/>.</param>
internal sealed record OnnxClassifier(OnnxInput Input, OnnxFeed[] Feeds, OnnxOutput Output, ScoreActivation Activation)
{
    /// <summary>Whether its only value p is a probability, so that there are two classes: 1 - p and p.</summary>
    public bool IsBinary { get; private init; }

    /// <summary>Number of classes K.</summary>
    public int ClassCount => IsBinary ? 2 : Output.Width;

    /// <summary>The names of the classes; null if they are unknown.</summary>
    public ClassLabels? Labels { get; private init; }

    /// <summary>What was read or decided, a sentence each.</summary>
    public IReadOnlyList<string> Decisions { get; private init; } = [];

    /// <summary>What was guessed or is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Reads and runs a model.</summary>
    /// <param name="session">A session of the model.</param>
    /// <param name="keys">The names that the model gives its classes itself; null if it does not.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="options">What the caller settled.</param>
    /// <exception cref="InvalidDataException">It is no image classifier, or cannot be read as one without the caller's word.</exception>
    /// <exception cref="ArgumentException">The caller's labels or activation do not fit it.</exception>
    public static OnnxClassifier Read(InferenceSession session, ClassLabels? keys, OnnxModelName model, OnnxScorerOptions options)
    {
        IReadOnlyList<OnnxInput> forms = OnnxInput.Find(session.InputMetadata, model, options);
        OnnxFeed[] feeds = OnnxFeed.Read(session.InputMetadata, forms[0].Name, model, options);
        OnnxProbe probe = OnnxProbe.Run(session, forms, feeds, model, options);
        var labels = OnnxLabels.Read(session, keys, options.Labels);
        (ProbedOutput output, string? reason, bool isGuess) = OnnxOutputChoice.Choose(probe.Outputs, labels.Counts, model);
        if (output.FiniteRows.Length == 0)
        {
            throw model.Refuse(
                "finite scores", $"NaN or infinity in output '{output.Form.Name}' for each of {output.Rows.Length} probe images",
                "Check the export, or set OnnxScorerOptions.OutputName to another output.");
        }

        var log = new Log();
        log.Add(probe.Input.Guess, isWarning: true);
        log.Add(probe.Warning, isWarning: true);
        log.Add(reason is null ? null : $"The output is {reason}.", isGuess);
        if (probe.Input.Shape.Channels == 4)
        {
            log.Add("The input's fourth channel is alpha, which is opaque everywhere.");
        }

        var classifier = new OnnxClassifier(probe.Input, feeds, output.Form, Decide(output, options, log));
        classifier = classifier with { IsBinary = classifier.DecideBinary(output, options, log) };
        return classifier with
        {
            Labels = classifier.DecideLabels(labels, log),
            Decisions = log.Decisions,
            Warnings = log.Warnings,
        };
    }

    /// <summary>Returns the classifier with one more sentence among the decisions or the warnings.</summary>
    public OnnxClassifier With(string sentence, bool isWarning = false) => isWarning
        ? this with { Warnings = [.. Warnings, sentence] }
        : this with { Decisions = [.. Decisions, sentence] };

    /// <summary>Turns raw outputs into scores.</summary>
    /// <param name="raw">One row of the model's values for each image; changed too.</param>
    /// <param name="scores">Receives one row of K scores for each image; may be <paramref name="raw"/> unless there are two classes from
    /// one value.</param>
    public void Score(Span<float> raw, Span<float> scores)
    {
        Activation.Apply(raw, Output.Width);
        if (!IsBinary)
        {
            raw.CopyTo(scores);
            return;
        }

        for (int i = 0; i < raw.Length; i++)
        {
            (scores[2 * i], scores[(2 * i) + 1]) = (1 - raw[i], raw[i]);
        }
    }

    private static ScoreActivation Decide(ProbedOutput output, OnnxScorerOptions options, Log log)
    {
        if (options.Activation == ScoreActivation.Softmax && output.Form.Width == 1)
        {
            throw new ArgumentException(
                $"Activation must not be Softmax for output '{output.Form.Name}', which has one value for each image: its softmax is "
                + "always 1. Choose Sigmoid.",
                nameof(OnnxScorerOptions.Activation));
        }

        if (options.Activation != ScoreActivation.Auto)
        {
            return options.Activation;
        }

        (ScoreActivation activation, string reason, bool isDoubtful) = ScoreEvidence.Judge(output);
        log.Add($"The activation is {activation.ToString().ToLowerInvariant()}, because {reason}."
            + (isDoubtful ? " If that is wrong, set OnnxScorerOptions.Activation." : ""), isDoubtful);
        return activation;
    }

    private bool DecideBinary(ProbedOutput output, OnnxScorerOptions options, Log log)
    {
        bool isBinary = Output.Width == 1 && options.BinaryClasses is not false && output.FiniteRows.All(row =>
        {
            float[] score = [.. row];
            Activation.Apply(score, 1);
            return ScoreEvidence.IsInUnitInterval(score);
        });
        log.Add(isBinary ? "The one output p gives two classes: 0 with 1 - p, and 1 with p." : null);
        return isBinary;
    }

    private ClassLabels? DecideLabels(OnnxLabels labels, Log log)
    {
        if (labels.Given is not null)
        {
            return Fitted(labels.Given, "the labels");
        }

        foreach ((string source, ClassLabels found) in labels.Candidates)
        {
            if (found.Fits(ClassCount))
            {
                log.Add($"The classes' names are {source}.");
                return Fitted(found, source);
            }

            log.Add(string.Create(CultureInfo.InvariantCulture,
                $"The {found.Count} names in {source} are not used, because there are {ClassCount} classes."));
        }

        return ClassCount == ClassLabels.ImageNet.Count ? ImageNet(ClassLabels.ImageNet)
            : ClassCount == ClassLabels.ImageNet.Count + 1 ? ImageNet(new(["background", .. ClassLabels.ImageNet]))
            : null;

        ClassLabels ImageNet(ClassLabels names)
        {
            log.Add(string.Create(CultureInfo.InvariantCulture,
                $"The classes' names are ImageNet's, because there are {ClassCount} classes without names. If that is wrong, set "
                + $"OnnxScorerOptions.Labels."));
            return names;
        }

        ClassLabels Fitted(ClassLabels names, string source)
        {
            ClassLabels fitted = names.For(ClassCount);
            log.Add(
                fitted == names ? null : $"The first of {source}, '{names[0]}', is left out: it is no class of the model.",
                isWarning: true);
            return fitted;
        }
    }

    /// <summary>Collects what was decided.</summary>
    private sealed class Log
    {
        public List<string> Decisions { get; } = [];

        public List<string> Warnings { get; } = [];

        public void Add(string? sentence, bool isWarning = false)
        {
            if (sentence is not null)
            {
                (isWarning ? Warnings : Decisions).Add(sentence);
            }
        }
    }
}
