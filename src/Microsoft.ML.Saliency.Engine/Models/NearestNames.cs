namespace Microsoft.ML.Saliency;

/// <summary>Suggests what was meant by a name that does not exist.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>Returns a sentence with the most similar names, after a space; empty if none is similar.</summary>
    /// <param name="name">What was given.</param>
    /// <param name="known">What exists.</param>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        string given = name.ToLowerInvariant();
        string[] similar = [.. known.Distinct()
            .Select(candidate => (Name: candidate, Distance: Distance(given, candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Clamp(given.Length / 2, 1, 3)
                || candidate.Name.Contains(given, StringComparison.OrdinalIgnoreCase))
            .OrderBy(candidate => candidate.Distance)
            .Take(Most)
            .Select(candidate => $"'{candidate.Name}'")];
        return similar.Length == 0 ? "" : $" Did you mean {string.Join(" or ", similar)}?";
    }

    /// <summary>Levenshtein's distance: insertions, deletions and replacements of one character.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
