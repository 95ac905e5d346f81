using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency;

/// <summary>Columns of images of any size.</summary>
internal static class ImagesOfAnySize
{
    /// <summary>
    /// Tells ML.NET that a plain property of type <see cref="MLImage"/> is such a column, to be read from objects and into objects. By itself it
    /// knows only images of a size that an <see cref="ImageTypeAttribute"/> fixes.
    /// </summary>
    public static void Register()
    {
        try
        {
            DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));
        }
        catch (ArgumentException)
        {
            // Somebody else in the process has registered the type with an attribute of his own: his way of writing the property holds.
        }
    }
}
