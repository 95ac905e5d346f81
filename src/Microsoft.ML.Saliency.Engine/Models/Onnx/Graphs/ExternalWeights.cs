using System.Globalization;
using Google.Protobuf;
using Onnx;
using DataLocation = Onnx.TensorProto.Types.DataLocation;

namespace Microsoft.ML.Saliency;

/// <summary>Weights in files beside the model's (".onnx.data").</summary>
internal static class ExternalWeights
{
    /// <summary>Reads the weights into the model.</summary>
    /// <param name="model">The model; unchanged if there is a reason.</param>
    /// <param name="folder">The folder of its file; null for a model from memory, which has none.</param>
    /// <returns>Why they cannot be read; null if they are in the model now.</returns>
    public static string? Read(ModelProto model, string? folder)
    {
        TensorProto[] tensors = [.. model.Graph.Initializer.Where(tensor => tensor.DataLocation == DataLocation.External)];
        if (tensors.Length == 0)
        {
            return null;
        }

        if (folder is null)
        {
            return "its weights are in files beside it, but it was loaded from memory";
        }

        long bytes = model.CalculateSize();
        var parts = new List<WeightsPart>();
        foreach (TensorProto tensor in tensors)
        {
            if (WeightsPart.Find(tensor, folder) is not WeightsPart part)
            {
                return $"the weights '{tensor.Name}' must be a part of a file in the model's folder";
            }

            parts.Add(part);
            bytes += part.Length;
        }

        if (bytes > int.MaxValue)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"it has {bytes / 1e9:0.0} GB, and a model in memory cannot have more than 2.1 GB");
        }

        try
        {
            byte[][] contents = [.. parts.Select(part => part.Read())];
            foreach ((TensorProto tensor, byte[] content) in tensors.Zip(contents))
            {
                tensor.RawData = UnsafeByteOperations.UnsafeWrap(content);
                tensor.ExternalData.Clear();
                tensor.DataLocation = DataLocation.Default;
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"its weights could not be read: {exception.Message.TrimEnd('.')}";
        }
    }

    /// <summary>A part of a file.</summary>
    private sealed record WeightsPart(string Path, long Offset, long Length)
    {
        /// <summary>Finds the weights of a tensor; null if they are not a part of a file in the folder.</summary>
        public static WeightsPart? Find(TensorProto tensor, string folder)
        {
            Dictionary<string, string> entries = tensor.ExternalData.GroupBy(entry => entry.Key)
                .ToDictionary(entries => entries.Key, entries => entries.Last().Value);
            string root = System.IO.Path.GetFullPath(folder);
            string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, entries.GetValueOrDefault("location", "")));
            var file = new FileInfo(path);
            string target = file.Exists ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : "";
            if (!IsWithin(path, root) || !IsWithin(target, root)
                || !TryParse(entries.GetValueOrDefault("offset", "0"), out long offset) || offset > file.Length)
            {
                return null;
            }

            long rest = new FileInfo(target).Length - offset;
            return !entries.TryGetValue("length", out string? text) ? new WeightsPart(path, offset, rest)
                : TryParse(text, out long length) && length <= rest ? new WeightsPart(path, offset, length)
                : null;
        }

        public byte[] Read()
        {
            using FileStream file = File.OpenRead(Path);
            file.Position = Offset;
            var content = new byte[Length];
            file.ReadExactly(content);
            return content;
        }

        private static bool IsWithin(string path, string root) =>
            path.StartsWith(
                System.IO.Path.TrimEndingDirectorySeparator(root) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

        private static bool TryParse(string text, out long number) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
