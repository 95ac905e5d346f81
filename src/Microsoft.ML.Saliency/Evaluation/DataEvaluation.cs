namespace Microsoft.ML.Saliency;

/// <summary>Passes data row by row to the engine's metrics.</summary>
internal static class DataEvaluation
{
    public static SaliencyMetrics Evaluate(
        IDataView data,
        SaliencyEvaluator evaluator,
        SaliencyEvaluationColumns columns,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken)
    {
        TensorShape shape = evaluator.Scorer.InputShape;
        DataViewSchema.Column image = InputColumn.Find(data.Schema, columns.Image, shape);
        string target = columns.Target ?? columns.Map + nameof(SaliencyColumns.Target);
        string? score = MapColumn.FindScoreName(data.Schema, columns.Map, columns.Score);
        var maps = new MapColumn(data.Schema, columns.Map, target, shape.Height, shape.Width, score);
        maps.Origin?.RequireSame(evaluator.Scorer, maps.Maps);
        ImagePreprocessing? preprocessing = MapOrigin.Resolve(
            maps.Maps,
            maps.Origin,
            columns.Preprocessing,
            shape,
            image.Type is ImageDataViewType,
            $"{nameof(SaliencyEvaluationColumns)}.{nameof(columns.Preprocessing)}");
        MapColumn? masks = columns.Mask is null ? null : new(data.Schema, columns.Mask, targetName: null, shape.Height, shape.Width);
        if (masks is not null && masks.Count != maps.Count)
        {
            throw new ArgumentException(
                $"Column '{columns.Mask}' must hold {maps.Count} mask(s), one for each map of '{columns.Map}', but holds {masks.Count}.");
        }

        DataViewSchema.Column[] needed = [image, .. maps.Columns, .. masks?.Columns ?? []];
        using var rows = new DataRows(data, needed, columns.Map, columns.ImagePath, progress, cancellationToken);
        Func<ClassifierInput> readInput = InputColumn.CreateReader(rows.Cursor, image, evaluator.Scorer, preprocessing);
        Func<SaliencyMap[]> readMaps = maps.CreateReader(rows.Cursor);
        Func<SaliencyMap[]>? readMasks = masks?.CreateReader(rows.Cursor);
        return new SaliencyMetrics(rows.Read(EvaluateRow).SelectMany(metrics => metrics), evaluator.Scorer.ClassCount);

        ImageMetrics[] EvaluateRow()
        {
            ClassifierInput input = readInput();
            SaliencyMap[] rowMaps = readMaps();
            SaliencyMap[]? rowMasks = readMasks?.Invoke();
            return [.. rowMaps.Select((map, t) =>
            {
                bool[] mask = rowMasks is null ? [] : Array.ConvertAll(rowMasks[t].Values.ToArray(), value => value > 0);
                return evaluator.Evaluate(input, map, mask, cancellationToken);
            })];
        }
    }

    public static MapComparison Compare(
        IDataView data,
        SimilarityMeasure measure,
        IReadOnlyList<string> columnNames,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken)
    {
        var comparison = new MapComparison(columnNames, measure);
        MapColumn[] columns = [.. columnNames.Select(name => new MapColumn(data.Schema, name, targetName: null))];
        if (Array.FindIndex(columns, column => column.Count != columns[0].Count) is int other and >= 0)
        {
            throw new ArgumentException(
                $"Column '{columnNames[other]}' must hold {columns[0].Count} map(s) per row, as '{columnNames[0]}', " +
                $"but holds {columns[other].Count}.");
        }

        DataViewSchema.Column[] needed = [.. columns.SelectMany(column => column.Columns).DistinctBy(column => column.Index)];
        string names = string.Join("', '", columnNames);
        using var rows = new DataRows(data, needed, names, RowNaming.DefaultPathColumn, progress, cancellationToken);
        Func<SaliencyMap[]>[] readers = [.. columns.Select(column => column.CreateReader(rows.Cursor))];
        rows.ForEach(() =>
        {
            SaliencyMap[][] maps = Array.ConvertAll(readers, read => read());
            for (int t = 0; t < columns[0].Count; t++)
            {
                comparison.Add([.. maps.Select(row => row[t])]);
            }
        });

        return comparison;
    }
}
