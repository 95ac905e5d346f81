namespace Microsoft.ML.Saliency.Tool;

/// <summary>The presets of <see cref="KnownPreprocessing"/>.</summary>
internal enum PreprocessingPreset
{
    Imagenet,
    Caffe,
    Tensorflow,
    ZeroToOne,
}
