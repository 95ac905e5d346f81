using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Explains a fitted ML.NET pipeline as the black box, here one that scores with ApplyOnnxModel.</summary>
public static class TransformerScorerSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView none = mlContext.Data.LoadFromEnumerable(Array.Empty<Tensor>());
        ITransformer classifier = mlContext.Transforms.ApplyOnnxModel("probabilities", "input", Demo.Model).Fit(none);

        // The scorer perturbs the column "input" and reads the scores from "probabilities".
        var scorer = new TransformerScorer(classifier, none.Schema, "input", "probabilities");
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 2);
        var pipeline = mlContext.Saliency().Rise("Saliency", "Image", scorer, new RiseSaliencyOptions
        {
            Rise = Demo.Rise,
            Preprocessing = Demo.Preprocessing,
            Labels = Demo.Labels,
        });

        foreach (Row row in mlContext.Data.CreateEnumerable<Row>(pipeline.Fit(images).Transform(images), reuseRowObject: false))
        {
            output.WriteLine($"{Path.GetFileName(row.ImagePath)}: {row.SaliencyTargetLabel} {row.SaliencyScore:P0}");
        }

        (classifier as IDisposable)?.Dispose();
    }

    private sealed class Tensor
    {
        [ColumnName("input")]
        [VectorType(3, 128, 128)]
        public float[] Input { get; set; } = [];
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
        public float SaliencyScore { get; set; }
        public string SaliencyTargetLabel { get; set; } = "";
    }
}
