namespace Microsoft.ML.Saliency;

/// <summary>Maps that ignore the classifier: the control that a method must beat to be worth its passes.</summary>
public static class ControlMaps
{
    /// <summary>Every pixel's relevance drawn from 0..1, uniform and independent.</summary>
    /// <param name="input">The image: each has its own map, which depends on the seed and the image's content alone.</param>
    /// <param name="shape">Shape of the model's input.</param>
    /// <param name="target">Index of the class that the map stands for, at least 0.</param>
    /// <param name="score">The scorer's score of it for the image.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="ArgumentException">The input does not fit the shape.</exception>
    public static SaliencyMap Random(ClassifierInput input, TensorShape shape, int target, float score, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Require(shape);
        var random = CounterRandom.ForImage(seed, RandomStream.ControlMaps, input.Identity, index: 0);
        var values = new float[shape.Height * shape.Width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle();
        }

        return new SaliencyMap(shape.Height, shape.Width, values, target, score);
    }

    /// <summary>exp(-(y^2 + x^2) / (2 sigma^2)), where y and x are the distances of a pixel's middle from the image's, as shares of its
    /// height and width: where photographers put what they photograph.</summary>
    /// <param name="shape">Shape of the model's input.</param>
    /// <param name="target">Index of the class that the map stands for, at least 0.</param>
    /// <param name="score">The scorer's score of it for the image.</param>
    /// <param name="sigma">Standard deviation as a share of each side, greater than 0. Our choice: a quarter.</param>
    /// <exception cref="ArgumentOutOfRangeException">Sigma is not positive and finite.</exception>
    public static SaliencyMap Center(TensorShape shape, int target, float score, double sigma = 0.25)
    {
        if (!(sigma > 0 && double.IsFinite(sigma)))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The standard deviation must be finite and greater than 0.");
        }

        var values = new float[shape.Height * shape.Width];
        for (int i = 0; i < values.Length; i++)
        {
            double y = (((i / shape.Width) + 0.5) / shape.Height) - 0.5, x = (((i % shape.Width) + 0.5) / shape.Width) - 0.5;
            values[i] = (float)Math.Exp(-((y * y) + (x * x)) / (2 * sigma * sigma));
        }

        return new SaliencyMap(shape.Height, shape.Width, values, target, score);
    }
}
