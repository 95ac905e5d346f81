namespace Microsoft.ML.Saliency.Statistics;

/// <summary>A stream of random numbers that is a pure function of (seed, stream, index): no state is shared, so draws do not depend on
/// threads, batches or order. Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): the key is the seed,
/// the counter is (block, stream, index).</summary>
internal struct CounterRandom
{
    private const int WordsPerBlock = 4;
    private readonly ulong _seed;
    private readonly uint _stream;
    private readonly ulong _index;
    private Words _words;
    private uint _block;
    private int _used;
    private double? _spareGaussian;

    public CounterRandom(ulong seed, RandomStream stream, ulong index)
    {
        _seed = seed;
        _stream = (uint)stream;
        _index = index;
        _used = WordsPerBlock;
    }

    /// <summary>Draws of one image, a pure function of (seed, stream, image, index); the image's seed is drawn from the first
    /// three.</summary>
    public static CounterRandom ForImage(ulong seed, RandomStream stream, ulong image, ulong index)
    {
        var seeds = new CounterRandom(seed, stream, image);
        ulong low = seeds.NextUInt32(), high = seeds.NextUInt32();
        return new CounterRandom(low | (high << 32), stream, index);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_used == WordsPerBlock)
        {
            _words = Philox(_seed, _block++, _stream, (uint)_index, (uint)(_index >> 32));
            _used = 0;
        }

        return _words[_used++];
    }

    /// <summary>A whole number, uniform in 0 .. <paramref name="bound"/> - 1 without bias (Lemire, ACM TOMACS 2019).</summary>
    public int NextInt32(int bound)
    {
        uint range = (uint)bound;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>True with the given probability, in steps of 2^-32.</summary>
    public bool NextBoolean(double probability) => NextUInt32() < probability * 4294967296.0;

    /// <summary>Puts the values into an order that is uniform among all orders (Fisher and Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>A number uniform in [0, 1), a multiple of 2^-24.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>A number from the standard normal distribution (Box and Muller, 1958; both of a pair are used).</summary>
    public double NextGaussian()
    {
        if (_spareGaussian is { } spare)
        {
            _spareGaussian = null;
            return spare;
        }

        // The middle of each of 2^32 steps: never 0, of which there is no logarithm.
        double radius = Math.Sqrt(-2 * Math.Log((NextUInt32() + 0.5) / 4294967296.0));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * (NextUInt32() / 4294967296.0));
        _spareGaussian = radius * sine;
        return radius * cosine;
    }

    /// <summary>One Philox4x32-10 block: ten rounds over the counter (c0, c1, c2, c3) with the key (seed's low and high half).</summary>
    internal static Words Philox(ulong seed, uint c0, uint c1, uint c2, uint c3)
    {
        const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57, Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
        uint key0 = (uint)seed, key1 = (uint)(seed >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0, product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ key1, (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        var words = default(Words);
        (words[0], words[1], words[2], words[3]) = (c0, c1, c2, c3);
        return words;
    }

    [System.Runtime.CompilerServices.InlineArray(WordsPerBlock)]
    internal struct Words
    {
        private uint _first;
    }
}

/// <summary>The purpose of random numbers; draws for different purposes never share numbers, even under one seed.</summary>
internal enum RandomStream : uint
{
    /// <summary>Grids and shifts of RISE masks; the index is the mask's number.</summary>
    RiseMasks = 1,

    /// <summary>Noise fields, by which the fidelity of RISE maps is estimated.</summary>
    MaskNoise = 2,

    /// <summary>Images of a bootstrap resample; the index is the resample's number.</summary>
    Bootstrap = 9,

    /// <summary>Random orders of pixels or regions in perturbation curves; the index is the image's number.</summary>
    PerturbationOrder = 10,

    /// <summary>Pixels of random maps, with which methods are compared.</summary>
    ControlMaps = 11,

    /// <summary>Pixels of uniform noise; the index is the perturbation's number, as for the other baselines.</summary>
    UniformNoise = 16,

    /// <summary>Pixels of Gaussian noise.</summary>
    GaussianNoise = 17,

    /// <summary>The order of shuffled pixels.</summary>
    PixelShuffle = 18,

    /// <summary>The order of shuffled patches.</summary>
    PatchShuffle = 19,

    /// <summary>The noise on imputed pixels.</summary>
    NoisyLinearImputation = 20,
}
