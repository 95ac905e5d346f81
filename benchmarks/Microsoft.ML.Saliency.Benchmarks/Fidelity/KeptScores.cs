using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The scores of one class for one picture under a sequence of masks, computed as far as they are asked for. They depend on
/// neither estimator nor stopping rule, so that several can share them; a folder keeps them for the next run.</summary>
internal sealed class KeptScores
{
    private readonly OnnxScorer _scorer;
    private readonly PerturbationWriter[] _writers;
    private readonly PerturbationRunner _runner;
    private readonly int _target;
    private readonly string? _file;
    private readonly List<float> _scores = [];


    public KeptScores(FidelityModel model, ClassifierInput input, RiseOptions options, RiseMasks masks, int target)
    {
        _scorer = model.Scorer;
        _runner = new PerturbationRunner(_scorer);
        _writers = [.. Enumerable.Range(0, _scorer.Concurrency).Select(_ => masks.CreateWriter(input, options.Baseline))];
        _target = target;
        if (model.ScoresFolder is string folder)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(model.Hash);
            hash.AppendData(MemoryMarshal.AsBytes(input.Tensor.Span));
            hash.AppendData(MemoryMarshal.AsBytes<double>(
                [options.GridHeight, options.GridWidth, options.Seed, masks.KeepProbability, masks.IsPaired ? 1 : 0, target]));
            _file = Path.Combine(
                Directory.CreateDirectory(folder).FullName, Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 12)) + ".scores");
            if (File.Exists(_file))
            {
                _scores.AddRange(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_file)));
            }
        }
    }

    /// <summary>The scores of <paramref name="count"/> masks from number <paramref name="first"/> on.</summary>
    public ReadOnlySpan<float> Take(int first, int count)
    {
        int known = _scores.Count;
        if (first + count > known)
        {
            int writer = -1;
            _runner.Run(
                new Perturbations(() =>
                {
                    PerturbationWriter write = _writers[Interlocked.Increment(ref writer)];
                    return (index, tensor) => write(known + index, tensor);
                }),
                first + count - known,
                _ => [_target],
                (_, scores) => _scores.AddRange(scores));
            if (_file is not null)
            {
                using FileStream stream = File.Open(_file, FileMode.Append);
                stream.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_scores)[known..]));
            }
        }

        return CollectionsMarshal.AsSpan(_scores).Slice(first, count);
    }
}

/// <summary>Antithetic masks from one on, which is even: a part of a run.</summary>
internal sealed class LaterMasks(TensorShape shape, RiseOptions options, long first)
    : RiseMasks(shape, (options.GridHeight, options.GridWidth), options.Seed, options.KeepProbability.Value, isPaired: true)
{
    public override (int Row, int Column) Draw(long index, Span<float> grid) => base.Draw(first + index, grid);
}
