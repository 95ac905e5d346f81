namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What making the masked images on the device takes.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Provider">The execution provider that ran.</param>
/// <param name="Masks">Masks of one run.</param>
/// <param name="Rounds">Making them on the device, in the place of RISE; writing them, in the place of the bare runs.</param>
internal sealed record MaskingResult(string Model, string Provider, int Masks, Round[] Rounds);
