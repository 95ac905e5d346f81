using System.Globalization;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>An input beside the images that has the same value in every run, such as "keep_prob".</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Sides">Its dimensions; an open first one is the number of images, any other open one is 1.</param>
/// <param name="Number">The value of each of its elements.</param>
internal sealed record OnnxFeed(string Name, TensorElementType Type, int[] Sides, float Number)
{
    /// <summary>Returns the values of all inputs beside the images.</summary>
    /// <exception cref="InvalidDataException">An input has no value, or a value has no input.</exception>
    public static OnnxFeed[] Read(
        IReadOnlyDictionary<string, NodeMetadata> inputs, string images, OnnxModelName model, OnnxScorerOptions options)
    {
        string? unknown = options.Feeds?.Keys.FirstOrDefault(name => name == images || !inputs.ContainsKey(name));
        if (unknown is not null)
        {
            throw model.Refuse(
                $"an input '{unknown}' beside the images", OnnxInput.Describe(inputs), "Correct the name in OnnxScorerOptions.Feeds.");
        }

        KeyValuePair<string, NodeMetadata>[] others = [.. inputs.Where(input => input.Key != images)];
        string[] missing = [.. others.Select(input => input.Key).Where(name => !options.FeedsInput(name))];
        if (missing.Length > 0)
        {
            throw model.Refuse(
                "a value for each input beside the images",
                $"none for {string.Join(", ", missing.Select(name => $"'{name}'"))} of {OnnxInput.Describe(inputs)}",
                $"Set OnnxScorerOptions.Feeds, as in {missing[0]}=1.");
        }

        return [.. others.Select(input => Create(input.Key, input.Value, model, options.Feeds![input.Key]))];
    }

    /// <summary>Creates the value for a number of images.</summary>
    public OrtValue CreateValue(int images)
    {
        long[] dimensions = [.. Sides.Select((side, axis) => side > 0 ? side : axis == 0 ? images : 1L)];
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, Type, dimensions);
        Span<byte> elements = value.GetTensorMutableRawData();
        var numbers = new float[elements.Length / OnnxElements.SizeOf(Type)];
        numbers.AsSpan().Fill(Number);
        OnnxElements.Write(numbers, elements, Type);
        return value;
    }

    private static OnnxFeed Create(string name, NodeMetadata input, OnnxModelName model, float number)
    {
        bool isKnown = input.IsTensor && (OnnxElements.IsSupported(input.ElementDataType)
            || input.ElementDataType is TensorElementType.Int32 or TensorElementType.Int64 or TensorElementType.Bool);
        if (!isKnown)
        {
            throw model.Refuse(
                "numbers for each input beside the images", OnnxInput.Describe([new(name, input)]), "Export the model without this input.");
        }

        bool fits = input.ElementDataType switch
        {
            TensorElementType.Bool => number is 0 or 1,
            TensorElementType.UInt8 => float.IsInteger(number) && number is >= byte.MinValue and <= byte.MaxValue,
            TensorElementType.Int32 or TensorElementType.Int64 => float.IsInteger(number),
            _ => float.IsFinite(number),
        };
        return fits ? new OnnxFeed(name, input.ElementDataType, input.Dimensions, number) : throw model.Refuse(
            $"a value of type {input.ElementDataType} for input '{name}'", number.ToString(CultureInfo.InvariantCulture),
            "Correct the value in OnnxScorerOptions.Feeds.");
    }
}
