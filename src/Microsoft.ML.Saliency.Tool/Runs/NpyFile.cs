using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>NumPy's file format, version 1.0, for float32 in C order: "\x93NUMPY", version, length of the header, a header that Python can
/// read, padded to a multiple of 64 bytes, then the values, little-endian. Source: NumPy, numpy.lib.format.</summary>
internal static partial class NpyFile
{
    private const int Alignment = 64;
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8, 1, 0];

    /// <summary>Writes arrays of one shape as one array whose first dimension counts them: maps as T x H x W.</summary>
    public static byte[] Write(IReadOnlyList<SaliencyMap> maps)
    {
        (int height, int width) = (maps[0].Height, maps[0].Width);
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({maps.Count}, {height}, {width}), }}";
        int begin = (Magic.Length + 2 + header.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var file = new byte[begin + (maps.Count * height * width * sizeof(float))];
        Magic.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Magic.Length), (ushort)(begin - Magic.Length - 2));
        Encoding.ASCII.GetBytes(header.PadRight(begin - Magic.Length - 3) + "\n", file.AsSpan(Magic.Length + 2));
        for (int t = 0; t < maps.Count; t++)
        {
            MemoryMarshal.AsBytes(maps[t].Values).CopyTo(file.AsSpan(begin + (t * height * width * sizeof(float))));
        }

        return file;
    }

    /// <summary>Gets height and width of the arrays in a file that <see cref="Write"/> wrote; null for any other file.</summary>
    public static (int Height, int Width)? Size(byte[] file)
    {
        Match shape = Shape().Match(Encoding.ASCII.GetString(file, 0, Math.Min(file.Length, 2 * Alignment)));
        return file.AsSpan().StartsWith(Magic) && shape.Success
            ? (Side(shape.Groups[1]), Side(shape.Groups[2]))
            : null;

        static int Side(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, for maps whose shape is known.</summary>
    /// <exception cref="InvalidDataException">The file has another shape, or is no such file.</exception>
    public static float[][] Read(byte[] file, int count, int height, int width)
    {
        string expected = $"'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {height}, {width}), }}";
        bool hasHeader = file.Length > Magic.Length + 2 && file.AsSpan().StartsWith(Magic);
        int begin = hasHeader ? Magic.Length + 2 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(Magic.Length)) : 0;
        int size = height * width * sizeof(float);
        if (begin == 0 || file.Length != begin + (count * size) ||
            !Encoding.ASCII.GetString(file, 0, begin).Contains(expected, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"The maps must be a NumPy file of {count} x {height} x {width} little-endian 32-bit floats, " +
                $"but the {file.Length} bytes are another file.");
        }

        return [.. Enumerable.Range(0, count)
            .Select(t => MemoryMarshal.Cast<byte, float>(file.AsSpan(begin + (t * size), size)).ToArray())];
    }

    [GeneratedRegex(@"'shape': \(\d+, (\d+), (\d+)\)")]
    private static partial Regex Shape();
}
