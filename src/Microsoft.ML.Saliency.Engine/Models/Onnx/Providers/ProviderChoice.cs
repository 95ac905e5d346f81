namespace Microsoft.ML.Saliency;

/// <summary>The provider that runs a model, of those that were asked for.</summary>
/// <typeparam name="T">What it was opened as, such as its sessions.</typeparam>
/// <param name="Provider">The provider.</param>
/// <param name="Opened">The model.</param>
/// <param name="Warnings">Why each provider that was to be preferred is not used, a line each.</param>
internal sealed record ProviderChoice<T>(OnnxProvider Provider, T Opened, IReadOnlyList<string> Warnings)
{
    /// <summary>Opens a model on the first provider that can be used.</summary>
    /// <param name="options">The providers, in their order, and the device.</param>
    /// <param name="open">Opens it on one of them.</param>
    /// <exception cref="InvalidOperationException">None can be used; the message says why, for each.</exception>
    public static ProviderChoice<T> First(OnnxScorerOptions options, Func<OnnxProvider, T> open)
    {
        var reasons = new List<string>();
        Exception? last = null;
        foreach (OnnxProvider provider in ExecutionProviders.OrderOf(options))
        {
            try
            {
                T opened = open(provider);
                string instead = provider == OnnxProvider.Cpu ? "The CPU" : ExecutionProviders.NameOf(provider);
                return new ProviderChoice<T>(provider, opened, [.. reasons.Select(reason => $"{reason} {instead} is used instead.")]);
            }
            catch (Exception exception) when (provider != OnnxProvider.Cpu && ProviderFailure.IsOne(exception))
            {
                reasons.Add(ProviderFailure.Explain(provider, options.GpuDeviceId ?? 0, exception));
                last = exception;
            }
        }

        string advice = options.Providers is null
            ? "Or set OnnxScorerOptions.FallbackToCpu to use the CPU."
            : "Or end OnnxScorerOptions.Providers with Cpu to use the CPU.";
        throw new InvalidOperationException($"{string.Join(' ', reasons)} {advice}", last);
    }
}
