using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>How a model takes its images.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Shape of one image.</param>
/// <param name="FixedBatchSize">The number of images in each run, or null if it is open.</param>
internal sealed record OnnxInput(string Name, TensorElementType Type, TensorShape Shape, int? FixedBatchSize)
{
    /// <summary>Whether the tensor has a dimension for the images of a batch.</summary>
    public bool HasBatchDimension { get; init; } = true;

    /// <summary>Whether the tensor has a dimension for the channels; gray images may have none.</summary>
    public bool HasChannelDimension { get; init; } = true;

    /// <summary>What was guessed, if the model leaves more than one way; null if nothing was.</summary>
    public string? Guess { get; init; }

    /// <summary>Whether the tensor has the four dimensions of N x C x H x W or N x H x W x C.</summary>
    public bool HasFourDimensions => HasBatchDimension && HasChannelDimension;

    /// <summary>Returns the dimensions of a batch of images in memory order.</summary>
    public long[] Dimensions(int images)
    {
        long[] dimensions = Shape.Dimensions(images);
        return this switch
        {
            { HasChannelDimension: false } => [images, Shape.Height, Shape.Width],
            { HasBatchDimension: false } => dimensions[1..],
            _ => dimensions,
        };
    }

    /// <summary>Finds the input of images, and lists the ways in which it may take them, the likeliest first.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="options">What the caller settled.</param>
    /// <exception cref="InvalidDataException">There is no such input, or its shape is open.</exception>
    public static IReadOnlyList<OnnxInput> Find(
        IReadOnlyDictionary<string, NodeMetadata> inputs, OnnxModelName model, OnnxScorerOptions options)
    {
        (string name, NodeMetadata input) = FindInput(inputs, model, options);
        OnnxInput[] forms = [.. OnnxInputForm.All.Where(form => form.Rank == input.Dimensions.Length)
            .Select(form => form.Read(name, input)).OfType<OnnxInput>()];
        return OnnxInputForm.Settle(forms, DescribeDimensions(input.Dimensions), model, options);
    }

    /// <summary>Describes inputs or outputs, as in "'input' (Float, ? x 3 x 224 x 224)".</summary>
    public static string Describe(IEnumerable<KeyValuePair<string, NodeMetadata>> nodes) => string.Join(", ", nodes.Select(node =>
        node.Value.IsTensor
            ? $"'{node.Key}' ({node.Value.ElementDataType}, {DescribeDimensions(node.Value.Dimensions)})"
            : $"'{node.Key}' ({node.Value.OnnxValueType})"));

    private static string DescribeDimensions(int[] dimensions) => dimensions.Length == 0
        ? "no dimensions"
        : string.Join(" x ", dimensions.Select(d => d > 0 ? d.ToString() : "?"));

    private static (string Name, NodeMetadata Metadata) FindInput(
        IReadOnlyDictionary<string, NodeMetadata> inputs, OnnxModelName model, OnnxScorerOptions options)
    {
        if (options.InputName is string wanted && !inputs.ContainsKey(wanted))
        {
            throw model.Refuse($"an input named '{wanted}'", Describe(inputs), "Set OnnxScorerOptions.InputName to one of these.");
        }

        KeyValuePair<string, NodeMetadata>[] images = [.. inputs.Where(input => options.InputName is string name
            ? input.Key == name
            : !options.FeedsInput(input.Key) && input.Value.IsTensor && input.Value.Dimensions.Length is 3 or 4)];
        if (images is not [(string found, NodeMetadata image)])
        {
            throw model.Refuse(
                "exactly one input of images, N x C x H x W or N x H x W x C",
                Describe(inputs),
                "Set OnnxScorerOptions.InputName to the input of images, and OnnxScorerOptions.Feeds for the others.");
        }

        if (!image.IsTensor || image.Dimensions.Length is not (3 or 4))
        {
            throw model.Refuse(
                "an input of 3 or 4 dimensions, such as N x C x H x W", Describe(images), "Set OnnxScorerOptions.InputName to another.");
        }

        return OnnxElements.IsSupported(image.ElementDataType)
            ? (found, image)
            : throw model.Refuse($"an input of type {OnnxElements.Names}", Describe(images), "Export it with one of these types.");
    }
}

/// <summary>The name of a model in messages.</summary>
internal readonly record struct OnnxModelName(string Name)
{
    /// <summary>Creates the exception for a model that is no image classifier.</summary>
    /// <param name="expected">What it must have.</param>
    /// <param name="given">What it has.</param>
    /// <param name="advice">What to do, in a sentence.</param>
    public InvalidDataException Refuse(string expected, string given, string advice) =>
        new($"Model '{Name}' must be an image classifier with {expected}, but has {given}. {advice}");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
