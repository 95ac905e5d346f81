namespace Microsoft.ML.Saliency;

/// <summary>One way in which a tensor's dimensions can be images.</summary>
/// <param name="Batch">Position of the images' dimension, or -1.</param>
/// <param name="Channels">Position of the channels, or -1.</param>
/// <param name="Height">Position of the height.</param>
/// <param name="Width">Position of the width.</param>
internal sealed record OnnxInputForm(int Batch, int Channels, int Height, int Width)
{
    private static readonly int[] ColorCounts = [3, 1, 4];

    // 400 MB of floats; our choice.
    private const long MostValues = 100_000_000;

    /// <summary>Batches of images, channels first and last; one image, channels first and last; batches of gray images.</summary>
    public static IReadOnlyList<OnnxInputForm> All { get; } =
        [new(0, 1, 2, 3), new(0, 3, 1, 2), new(-1, 0, 1, 2), new(-1, 2, 0, 1), new(0, -1, 1, 2)];

    /// <summary>Number of dimensions.</summary>
    public int Rank => Batch >= 0 && Channels >= 0 ? 4 : 3;

    /// <summary>Reads the dimensions in this way; sides that are open become 0. Null if the model excludes it.</summary>
    public OnnxInput? Read(string name, NodeMetadata input)
    {
        int[] sides = input.Dimensions;
        int images = Batch < 0 ? 1 : sides[Batch];
        int channels = Channels < 0 ? 1 : sides[Channels];
        TensorLayout layout = Channels > Height ? TensorLayout.Nhwc : TensorLayout.Nchw;
        var shape = new TensorShape(Math.Max(0, channels), Math.Max(0, sides[Height]), Math.Max(0, sides[Width]), layout);
        return new OnnxInput(name, input.ElementDataType, shape, images > 0 ? images : null)
        {
            HasBatchDimension = Batch >= 0,
            HasChannelDimension = Channels >= 0,
        };
    }

    /// <summary>Chooses among the ways, and fills in what is open.</summary>
    /// <param name="forms">The ways, open sides being 0.</param>
    /// <param name="given">The model's dimensions, for messages.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="options">What the caller settled.</param>
    public static IReadOnlyList<OnnxInput> Settle(
        IReadOnlyList<OnnxInput> forms, string given, OnnxModelName model, OnnxScorerOptions options)
    {
        if (options.InputLayout is TensorLayout layout)
        {
            forms = [.. forms.Where(form => form.Shape.Layout == layout)];
        }

        OnnxInput[] settled = options.InputShape is TensorShape asked
            ? Fill(forms, asked, given, model, isSettled: options.InputLayout is not null)
            : Guess(forms, given, model);
        return settled.All(IsOfUsefulSize) ? settled : throw model.Refuse(
            $"an input of at most {MostValues} values for an image, and as many for a batch of fixed size", given,
            "Export it for smaller images or batches.");
    }

    private static bool IsOfUsefulSize(OnnxInput input) =>
        (Int128)input.Shape.Channels * input.Shape.Height * input.Shape.Width * (input.FixedBatchSize ?? 1) <= MostValues;

    private static OnnxInput[] Fill(
        IReadOnlyList<OnnxInput> forms, TensorShape asked, string given, OnnxModelName model, bool isSettled)
    {
        OnnxInput[] fitting = [.. forms
            .Where(form => Fits(form.Shape.Channels, asked.Channels) && Fits(form.Shape.Height, asked.Height)
                && Fits(form.Shape.Width, asked.Width))
            .OrderBy(form => form.Shape.Layout == asked.Layout ? 0 : 1)
            .Select(form => form with { Shape = asked with { Layout = form.Shape.Layout } })];
        bool isOpen = fitting.DistinctBy(form => form.Shape.Layout).Count() > 1 && asked.Layout == TensorLayout.Nchw && !isSettled;
        return fitting switch
        {
            [] => throw model.Refuse(
                $"an input that takes the InputShape {asked} ({asked.Layout})", given, "Set OnnxScorerOptions.InputShape to fit."),
            _ when isOpen => [.. fitting.Select(form => form with
            {
                Guess = $"The layout was guessed to be {form.Shape.Layout}, because the model's input of {given} takes both. "
                    + "If that is wrong, set OnnxScorerOptions.InputLayout.",
            })],
            _ => fitting,
        };
    }

    private static OnnxInput[] Guess(IReadOnlyList<OnnxInput> forms, string given, OnnxModelName model)
    {
        OnnxInput[] known = [.. forms.Where(form => ColorCounts.Contains(form.Shape.Channels) && form.HasChannelDimension)
            .OrderBy(form => form.Shape.Channels == 4 ? 1 : 0)];
        if (known is [])
        {
            known = [.. forms
                .Where(form => form.Shape is { Channels: 0, Height: > 0, Width: > 0 } || !form.HasChannelDimension)
                .OrderBy(form => form.HasChannelDimension)];
        }

        if (known is [])
        {
            throw model.Refuse(
                "1, 3 or 4 channels in an outer dimension of the input", given,
                "Set OnnxScorerOptions.InputShape, and OnnxScorerOptions.InputLayout if channels come last.");
        }

        TensorShape shape = known[0].Shape;
        if (shape.Height == 0 && shape.Width == 0)
        {
            throw model.Refuse("a fixed height and width", given, "Set OnnxScorerOptions.InputShape, as in 3x224x224.");
        }

        if (shape.Channels == 0)
        {
            // Only a run shows the channels: the weights of the first layer take one number.
            return [.. ColorCounts.Select(channels => known[0] with
            {
                Shape = shape with { Channels = channels },
                Guess = $"The input of {given} was guessed to have {channels} channel(s). If that is wrong, set "
                    + "OnnxScorerOptions.InputShape.",
            })];
        }

        if (shape.Height == 0 || shape.Width == 0)
        {
            int side = Math.Max(shape.Height, shape.Width);
            return [known[0] with
            {
                Shape = shape with { Height = side, Width = side },
                Guess = $"The input of {given} was guessed to be {side} x {side} pixels. If that is wrong, set "
                    + "OnnxScorerOptions.InputShape.",
            }];
        }

        return [known[0]];
    }

    private static bool Fits(int side, int asked) => asked > 0 && (side == 0 || side == asked);
}
