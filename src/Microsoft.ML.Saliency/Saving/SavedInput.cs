using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>The columns that every step of a saved chain with a model reads.</summary>
internal class SavedInput
{
    /// <summary>The settings, as JSON.</summary>
    [ColumnName(SavedColumns.Settings)]
    public ReadOnlyMemory<char> Settings { get; set; }

    /// <summary>The model; empty if only its path is saved.</summary>
    [ColumnName(SavedColumns.Model)]
    public VBuffer<byte> Model { get; set; }

    /// <summary>C x H x W values.</summary>
    [ColumnName(SavedColumns.Tensor)]
    public float[] Tensor { get; set; } = [];
}
