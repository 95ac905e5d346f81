using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.Saliency;

/// <summary>The folder where TensorRT keeps the engines that it builds for a model, which takes minutes: one for each model, since an
/// engine's file is named after the graph and not after the weights in it. An engine is code that runs, so that nobody else may be able to
/// write there.</summary>
internal static class EngineFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Gets the folder that is used if <see cref="OnnxScorerOptions.EngineCacheFolder"/> names none.</summary>
    public static string Default => Path.Combine(UserCache(), "mlsaliency", "tensorrt");

    /// <summary>Creates the folder of a model.</summary>
    /// <param name="root">The folder of all models' engines; null for the default.</param>
    /// <param name="model">The model; null if it is the file <paramref name="modelName"/>.</param>
    /// <param name="modelName">The path of its file.</param>
    /// <exception cref="EngineFolderException">It cannot be made, or others may write to it.</exception>
    public static string Create(string? root, byte[]? model, string modelName)
    {
        string all = Path.GetFullPath(root ?? Default), folder = Path.Combine(all, Fingerprint(model, modelName));
        try
        {
            if (OperatingSystem.IsWindows())
            {
                return Directory.CreateDirectory(folder).FullName;
            }

            // A folder that is there keeps its permissions.
            foreach (string level in (string[])[all, folder])
            {
                Directory.CreateDirectory(level, OwnerOnly);
                if ((File.GetUnixFileMode(level) & WritableByOthers) != 0)
                {
                    throw new EngineFolderException(
                        $"its folder of engines '{level}' must be writable by its owner alone: run chmod 700");
                }
            }

            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EngineFolderException($"its folder of engines '{folder}' could not be made: {exception.Message}", exception);
        }
    }

    /// <summary>Tells models apart by their content, and by the sizes and times of files beside them, which may hold weights.</summary>
    private static string Fingerprint(byte[]? model, string modelName)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (model is not null)
        {
            hash.AppendData(model);
        }
        else
        {
            hash.AppendData(File.ReadAllBytes(modelName));
            var weights = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(modelName))!);
            foreach (FileInfo file in weights.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}\n"));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string UserCache()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache
            : Path.Combine(home, ".cache");
    }
}

/// <summary>TensorRT's engines cannot be kept safely.</summary>
internal sealed class EngineFolderException(string message, Exception? inner = null) : Exception(message, inner);
