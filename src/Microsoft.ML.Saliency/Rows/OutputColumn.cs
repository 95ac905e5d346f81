using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>A column that a transformer adds.</summary>
/// <param name="Name">Its name; a column of that name before it is hidden.</param>
/// <param name="Type">Its type.</param>
/// <param name="Annotations">What is known of it, as the names of its slots; null for nothing.</param>
internal sealed record OutputColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations = null);
