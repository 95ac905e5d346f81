using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>An array from a NumPy file: .npy version 1, little-endian, C order, elements float, double, int or byte.</summary>
internal sealed record Npy<T>(int[] Shape, T[] Values)
    where T : unmanaged
{
    /// <param name="path">Path below TestData, as in "preprocess/coffee_tensor_float_crops.npy".</param>
    public static Npy<T> Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(TestFile.Path(path));
        int headerLength = file[8] + (256 * file[9]);
        string header = Encoding.ASCII.GetString(file.Slice(10, headerLength));
        Assert.Contains($"'descr': '{ElementType()}'", header);
        Assert.Contains("'fortran_order': False", header);

        string shape = Regex.Match(header, @"'shape': \(([^)]*)\)").Groups[1].Value;
        string[] sides = shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] lengths = Array.ConvertAll(sides, side => int.Parse(side, CultureInfo.InvariantCulture));
        T[] values = MemoryMarshal.Cast<byte, T>(file[(10 + headerLength)..]).ToArray();
        Assert.HasCount(lengths.Aggregate(1, (product, length) => product * length), values);
        return new(lengths, values);
    }

    private static string ElementType() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => "<f4",
        TypeCode.Double => "<f8",
        TypeCode.Int32 => "<i4",
        TypeCode.Byte => "|u1",
        _ => throw new NotSupportedException(typeof(T).Name),
    };
}
