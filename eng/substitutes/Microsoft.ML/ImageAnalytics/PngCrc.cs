namespace Microsoft.ML.Data;

/// <summary>CRC-32 with the polynomial 0xEDB88320 (ISO/IEC 15948, annex D).</summary>
internal static class PngCrc
{
    private static readonly uint[] _table = Enumerable.Range(0, 256).Select(i => Entry((uint)i)).ToArray();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = _table[(byte)(crc ^ value)] ^ crc >> 8;
        }

        return ~crc;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ value >> 1;
        }

        return value;
    }
}
