using Examples;
using Microsoft.ML.Saliency;

namespace TransferLearning;

/// <summary>Draws the training pictures: the objects of the shipped scenes, cut out and put on other backgrounds.</summary>
internal static class Pictures
{
    private const int Side = 128;

    /// <summary>Draws pictures of each object of a scene whose class is wanted.</summary>
    public static IEnumerable<LabeledImage> Draw(Scene scene, IReadOnlyCollection<string> classes, int count, Random random) =>
        from item in scene.Objects.Values
        where classes.Contains(item.Class)
        from _ in Enumerable.Range(0, count)
        select new LabeledImage { Label = item.Class, Picture = Draw(scene.Picture, item.Mask, random) };

    private static RgbImage Draw(RgbImage scene, bool[] mask, Random random)
    {
        RgbImage picture = Background(random);
        int[] pixels = [.. Enumerable.Range(0, mask.Length).Where(pixel => mask[pixel])];
        int middleRow = (pixels.Min() + pixels.Max()) / (2 * Side);
        int middleColumn = (pixels.Min(pixel => pixel % Side) + pixels.Max(pixel => pixel % Side)) / 2;
        (int row, int column) = (random.Next(40, 88), random.Next(40, 88));
        double scale = 0.8 + (0.6 * random.NextDouble());
        int mirror = random.Next(2) == 0 ? 1 : -1;
        for (int i = 0; i < Side * Side; i++)
        {
            int y = middleRow + (int)Math.Round(((i / Side) - row) / scale);
            int x = middleColumn + (int)Math.Round(((i % Side) - column) * mirror / scale);
            if (y is >= 0 and < Side && x is >= 0 and < Side && mask[(y * Side) + x])
            {
                scene.Pixels.AsSpan(3 * ((y * Side) + x), 3).CopyTo(picture.Pixels.AsSpan(3 * i));
            }
        }

        return picture;
    }

    /// <summary>Two colors that run into each other in waves.</summary>
    private static RgbImage Background(Random random)
    {
        var picture = new RgbImage(Side, Side);
        byte[] colors = new byte[6];
        random.NextBytes(colors);
        (double down, double across) = (random.NextDouble() * 0.1, random.NextDouble() * 0.1);
        for (int i = 0; i < Side * Side; i++)
        {
            double share = 0.5 + (0.5 * Math.Sin((i / Side * down) + (i % Side * across)));
            for (int channel = 0; channel < 3; channel++)
            {
                picture.Pixels[(3 * i) + channel] = (byte)((colors[channel] * share) + (colors[3 + channel] * (1 - share)));
            }
        }

        return picture;
    }
}
