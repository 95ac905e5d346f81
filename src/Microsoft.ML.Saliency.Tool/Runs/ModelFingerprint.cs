using System.Security.Cryptography;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Identifies a model by a hash of its file and of the files beside it that hold its weights.</summary>
internal static class ModelFingerprint
{
    // A tensor's external_data is a list of StringStringEntryProto (onnx.proto3): field 1 the key, field 2 the value, here the file's name.
    private static readonly byte[] LocationKey = [0x0A, 8, .. "location"u8, 0x12];

    /// <summary>Gets SHA-256, in hexadecimal digits.</summary>
    /// <exception cref="FileNotFoundException">The model, or a file with its weights, is not there.</exception>
    public static string Of(string modelPath)
    {
        byte[] model = File.ReadAllBytes(modelPath);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(model));
        foreach (string name in ExternalFiles(model).Order(StringComparer.Ordinal))
        {
            string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(modelPath))!, name);
            if (!File.Exists(path))
            {
                throw new FileNotFoundException(
                    $"Model '{modelPath}' has weights in '{path}', which was not found. Put that file beside the model.", path);
            }

            using FileStream weights = File.OpenRead(path);
            hash.AppendData(SHA256.HashData(weights));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static HashSet<string> ExternalFiles(ReadOnlySpan<byte> model)
    {
        var names = new HashSet<string>();
        for (int at; (at = model.IndexOf(LocationKey)) >= 0;)
        {
            model = model[(at + LocationKey.Length)..];
            if (model.Length > 0 && model[0] < 128 && model.Length > model[0])
            {
                names.Add(Encoding.UTF8.GetString(model.Slice(1, model[0])));
            }
        }

        return names;
    }
}
