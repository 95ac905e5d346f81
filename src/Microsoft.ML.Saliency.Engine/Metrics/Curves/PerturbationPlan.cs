namespace Microsoft.ML.Saliency;

/// <summary>The pixels that each point of a curve changes. A point depends on image and baseline alone, so points are scored as
/// batches.</summary>
/// <param name="steps">For each of the H x W pixels the step, from 1, that changes it.</param>
/// <param name="changed">The number of pixels that are changed at each point, from 0.</param>
internal sealed class PerturbationPlan(int[] steps, int[] changed)
{
    /// <summary>The step of a pixel that no step changes.</summary>
    public const int Never = int.MaxValue;

    /// <summary>Number of points: the unchanged start and the steps.</summary>
    public int Points => changed.Length;

    /// <summary>The share of the pixels that are changed at each point.</summary>
    public double[] Fractions => Array.ConvertAll(changed, count => (double)count / steps.Length);

    /// <summary>The curve's images, repeat by repeat: number = repeat * points + point.</summary>
    public Perturbations Perturb(ClassifierInput input, TensorShape shape, Baseline baseline, PerturbationDirection direction)
    {
        // Behind a point's mask are the pixels that a step up to it changes.
        var masks = new MaskFamily(MaskAxis.OneCell(shape.Height), MaskAxis.OneCell(shape.Width))
        {
            Ranks = Array.ConvertAll(steps, step => (float)step),
        };
        var masked = MaskedImage.Create(masks, input, shape, baseline, () => (index, mask) => MaskFamily.Write(mask, index % Points));
        if (masked is not null && direction == PerturbationDirection.Insertion)
        {
            // What the image keeps at removal, the baseline keeps at insertion.
            ReadOnlyMemory<float> image = masked.Kept;
            masked = masked with { Kept = masked.Removed(), Removed = () => image, OriginalThreshold = MaskFamily.AboveAll };
        }

        return new Perturbations(() => CreateWriter(input, shape, baseline, direction), masked);
    }

    private PerturbationWriter CreateWriter(ClassifierInput input, TensorShape shape, Baseline baseline, PerturbationDirection direction)
    {
        var removed = new bool[steps.Length];
        var replaced = new float[shape.Length];
        BaselineWriter writeBaseline = baseline.CreateWriter(input, shape);
        long written = -1;
        return (index, tensor) =>
        {
            (long repeat, long point) = Math.DivRem(index, Points);
            input.Tensor.Span.CopyTo(tensor);
            if (!FindRemoved((int)point, direction, removed))
            {
                return;
            }

            long wanted = baseline.Variation switch
            {
                BaselineVariation.Fixed => 0,
                BaselineVariation.Random => repeat,
                _ => index,
            };
            if (wanted != written)
            {
                writeBaseline((ulong)repeat, removed, replaced);
                written = wanted;
            }

            Replace(tensor, replaced, removed, shape);
        };
    }

    /// <summary>Whether any pixel is removed at a point, and which.</summary>
    private bool FindRemoved(int point, PerturbationDirection direction, Span<bool> removed)
    {
        bool any = false;
        for (int i = 0; i < removed.Length; i++)
        {
            any |= removed[i] = (steps[i] <= point) == (direction == PerturbationDirection.Removal);
        }

        return any;
    }

    private static void Replace(Span<float> tensor, ReadOnlySpan<float> replaced, ReadOnlySpan<bool> removed, TensorShape shape)
    {
        // From one value of a pixel to its next, and from one pixel to the next.
        (int channel, int pixel) = shape.Layout == TensorLayout.Nchw ? (removed.Length, 1) : (1, shape.Channels);
        for (int first = 0; first < shape.Channels * channel; first += channel)
        {
            for (int i = 0; i < removed.Length; i++)
            {
                if (removed[i])
                {
                    tensor[first + (i * pixel)] = replaced[first + (i * pixel)];
                }
            }
        }
    }
}

/// <summary>Puts pixels or regions in the order in which they are changed.</summary>
/// <param name="Order">The order.</param>
/// <param name="Seed">Seed of the random order.</param>
/// <param name="Image">The image's number, for the random order.</param>
internal readonly record struct RelevanceRanking(PerturbationOrder Order, ulong Seed, ulong Image)
{
    /// <summary>The indices of all values, the first to be changed first; of equal values the lower index.</summary>
    public int[] Rank(double[] relevance)
    {
        int[] indices = [.. Enumerable.Range(0, relevance.Length)];
        switch (Order)
        {
            case PerturbationOrder.MostRelevantFirst:
                Array.Sort(indices, (a, b) => Compare(relevance[b], relevance[a], a, b));
                break;
            case PerturbationOrder.LeastRelevantFirst:
                Array.Sort(indices, (a, b) => Compare(relevance[a], relevance[b], a, b));
                break;
            case PerturbationOrder.Random:
                new CounterRandom(Seed, RandomStream.PerturbationOrder, Image).Shuffle(indices);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(Order), Order, null);
        }

        return indices;
    }

    private static int Compare(double first, double second, int a, int b) => first < second ? -1 : first > second ? 1 : a.CompareTo(b);
}
