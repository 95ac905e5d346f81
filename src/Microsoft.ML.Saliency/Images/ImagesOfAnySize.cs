namespace Microsoft.ML.Saliency;

/// <summary>Registers columns of images of any size.</summary>
internal static class ImagesOfAnySize
{
    /// <summary>Makes a plain property of type <see cref="MLImage"/> such a column, for reading from objects and into objects. ML.NET alone
    /// knows only images of a size that an <see cref="ImageTypeAttribute"/> fixes.</summary>
    public static void Register()
    {
        try
        {
            DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));
        }
        catch (ArgumentException)
        {
            // Other code in the process has registered the type with another attribute, which stays valid.
        }
    }
}
