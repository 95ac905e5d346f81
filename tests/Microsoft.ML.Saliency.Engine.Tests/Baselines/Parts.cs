namespace Microsoft.ML.Saliency.Tests;

/// <summary>The parts of 32 x 32 at (0, 0), (48, 48), (96, 96) of an image of 3 x 128 x 128, of which some reference files
/// consist.</summary>
internal static class Parts
{
    public static float[] Of(ReadOnlySpan<float> planes)
    {
        var parts = new float[3 * 3 * 32 * 32];
        for (int i = 0; i < parts.Length; i++)
        {
            (int part, int channel, int row, int column) = (i / 3072, i / 1024 % 3, i / 32 % 32, i % 32);
            parts[i] = planes[(((channel * 128) + (48 * part) + row) * 128) + (48 * part) + column];
        }

        return parts;
    }
}
