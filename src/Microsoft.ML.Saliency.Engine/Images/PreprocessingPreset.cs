namespace Microsoft.ML.Saliency;

/// <summary>The preprocessing of a family of models, by name.</summary>
/// <param name="Name">The name, in kebab-case: "resnet-keras".</param>
/// <param name="Preprocessing">The preprocessing; the input size comes from the model.</param>
/// <param name="Models">The models that it fits.</param>
/// <param name="Source">The file or page that says so.</param>
public sealed record PreprocessingPreset(string Name, ImagePreprocessing Preprocessing, string Models, string Source);
