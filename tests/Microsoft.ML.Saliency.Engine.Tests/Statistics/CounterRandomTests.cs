namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class CounterRandomTests
{
    /// <summary>The known answers published with Random123 (kat_vectors, philox4x32, 10 rounds).</summary>
    [TestMethod]
    [DataRow(0x00000000_00000000ul, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [DataRow(0xffffffff_fffffffful, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [DataRow(0x299f31d0_a4093822ul, 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Philox_PublishedVectors_AreReproduced(ulong key, uint c0, uint c1, uint c2, uint c3, string expected)
    {
        CounterRandom.Words words = CounterRandom.Philox(key, c0, c1, c2, c3);

        Assert.AreEqual(expected, $"{words[0]:x8} {words[1]:x8} {words[2]:x8} {words[3]:x8}");
    }

    [TestMethod]
    public void NextInt32_ManyDraws_CoversTheRangeEvenly()
    {
        var counts = new int[7];
        for (ulong index = 0; index < 7000; index++)
        {
            counts[new CounterRandom(1, RandomStream.RiseMasks, index).NextInt32(7)]++;
        }

        // A count is binomial(7000, 1/7): standard deviation 29.
        Assert.IsTrue(counts.All(count => Math.Abs(count - 1000) < 150), string.Join(", ", counts));
    }

    [TestMethod]
    public void NextBoolean_ManyDraws_IsTrueWithTheGivenProbability()
    {
        var random = new CounterRandom(1, RandomStream.RiseMasks, 0);
        int kept = Enumerable.Range(0, 10_000).Count(_ => random.NextBoolean(0.3));

        // Binomial(10000, 0.3): standard deviation 46.
        Assert.AreEqual(3000, kept, 230);
    }

    [TestMethod]
    [DataRow(1ul, 5ul)]
    [DataRow(2ul, 4ul)]
    public void NextUInt32_OtherSeedOrIndex_OtherNumbers(ulong seed, ulong index)
    {
        var one = new CounterRandom(1, RandomStream.RiseMasks, 4);
        var other = new CounterRandom(seed, RandomStream.RiseMasks, index);

        Assert.AreNotEqual(one.NextUInt32(), other.NextUInt32());
    }
}
