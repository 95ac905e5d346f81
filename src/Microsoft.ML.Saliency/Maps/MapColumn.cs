namespace Microsoft.ML.Saliency;

/// <summary>Reads a column of maps, their targets and their scores, as the saliency estimators write them.</summary>
internal sealed class MapColumn
{
    private readonly DataViewSchema.Column _maps;
    private readonly DataViewSchema.Column? _targets;
    private readonly DataViewSchema.Column? _scores;

    /// <param name="schema">The schema of the data.</param>
    /// <param name="name">The map column: Vector of Single, H x W or T x H x W.</param>
    /// <param name="targetName">The target column: Int32 or T of them. Null if the targets are not needed.</param>
    /// <param name="height">Height H of a map; null to use the column's type.</param>
    /// <param name="width">Width W of a map; null to use the column's type.</param>
    /// <param name="scoreName">The score column: Single or T of them. Null if the scores are not known.</param>
    public MapColumn(
        DataViewSchema schema, string name, string? targetName, int? height = null, int? width = null, string? scoreName = null)
    {
        _maps = InputColumn.Find(schema, name);
        Origin = MapOrigin.Find(_maps);
        bool isVector = _maps.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single;
        int[] dimensions = _maps.Type is VectorDataViewType vector ? [.. vector.Dimensions] : [];
        int size = dimensions.Aggregate(1, (product, dimension) => product * dimension);
        bool hasSize = dimensions.Length is 2 or 3 && size > 0;
        (Height, Width) = (height ?? (hasSize ? dimensions[^2] : 0), width ?? (hasSize ? dimensions[^1] : 0));
        int length = Height * Width;
        if (!isVector || length == 0 || size == 0 || size % length != 0 || (hasSize && (dimensions[^2], dimensions[^1]) != (Height, Width)))
        {
            string expected = height is null ? "H x W" : $"{height} x {width}";
            throw new ArgumentException(
                $"Column '{name}' must hold saliency maps (vectors of Single, {expected} or T x {expected}), but holds {_maps.Type}.");
        }

        Count = size / length;
        if (targetName is not null)
        {
            _targets = InputColumn.Find(schema, targetName);
            if (!IsOnePerMap(_targets.Value.Type, NumberDataViewType.Int32))
            {
                throw new ArgumentException(
                    $"Column '{targetName}' must hold {Count} class index(es) (Int32), one for each map of '{name}', but holds " +
                    $"{_targets.Value.Type}.");
            }
        }

        if (scoreName is not null)
        {
            _scores = InputColumn.Find(schema, scoreName);
            if (!IsOnePerMap(_scores.Value.Type, NumberDataViewType.Single))
            {
                throw new ArgumentException(
                    $"Column '{scoreName}' must hold {Count} score(s) (Single), one for each map of '{name}', but holds " +
                    $"{_scores.Value.Type}.");
            }
        }
    }

    /// <summary>Gets what the maps were made with; null if the column does not say.</summary>
    public MapOrigin? Origin { get; }

    /// <summary>Gets the map column.</summary>
    public DataViewSchema.Column Maps => _maps;

    /// <summary>Gets the height H of a map.</summary>
    public int Height { get; }

    /// <summary>Gets the width W of a map.</summary>
    public int Width { get; }

    /// <summary>Gets the number of maps per row, T.</summary>
    public int Count { get; }

    /// <summary>Gets whether the target is a scalar rather than a vector, so that results have no dimension for it.</summary>
    public bool IsSingle => _targets?.Type is not VectorDataViewType;

    /// <summary>Gets the slot names of the targets; null if they have none.</summary>
    public string[]? TargetNames => _targets is DataViewSchema.Column targets ? SlotNames.Find(targets) : null;

    /// <summary>Gets the columns that are read.</summary>
    public IEnumerable<DataViewSchema.Column> Columns => new[] { _maps, _targets, _scores }.OfType<DataViewSchema.Column>();

    /// <summary>Finds the column of the maps' scores: the given one, or that of the saliency estimators; null if there is none.</summary>
    /// <param name="schema">The schema of the data.</param>
    /// <param name="mapName">The map column.</param>
    /// <param name="given">The name that the caller has set; null for none.</param>
    public static string? FindScoreName(DataViewSchema schema, string mapName, string? given)
    {
        string name = mapName + nameof(SaliencyColumns.Score);
        DataViewType? type = schema.GetColumnOrNull(name)?.Type;
        bool isScore = ((type as VectorDataViewType)?.ItemType ?? type) == NumberDataViewType.Single;
        return given ?? (isScore ? name : null);
    }

    /// <summary>Creates a reader of the current row's maps. Without targets they have class 0, without scores the score NaN.</summary>
    public Func<SaliencyMap[]> CreateReader(DataViewRow input)
    {
        ValueGetter<VBuffer<float>> getMaps = input.GetGetter<VBuffer<float>>(_maps);
        Func<int[]> readTargets = CreateReader<int>(input, _targets);
        Func<float[]>? readScores = _scores is null ? null : CreateReader<float>(input, _scores);
        VBuffer<float> values = default;
        return () =>
        {
            getMaps(ref values);
            int length = Height * Width;
            if (values.Length != Count * length)
            {
                throw new ArgumentException(
                    $"Column '{_maps.Name}' must hold {Count} map(s) of {Height} x {Width}, but this row has {values.Length} values.");
            }

            float[] dense = [.. values.DenseValues()];
            return Create(Height, Width, dense, readTargets(), readScores?.Invoke());
        };
    }

    /// <summary>Creates the maps of a row.</summary>
    /// <param name="height">Height H of a map.</param>
    /// <param name="width">Width W of a map.</param>
    /// <param name="values">T x H x W values.</param>
    /// <param name="targets">T class indices.</param>
    /// <param name="scores">T scores; null if unknown.</param>
    public static SaliencyMap[] Create(int height, int width, float[] values, int[] targets, float[]? scores)
    {
        int length = height * width;
        return [.. targets.Select((target, t) =>
            new SaliencyMap(height, width, values[(t * length)..][..length], target, scores?[t] ?? float.NaN))];
    }

    private bool IsOnePerMap(DataViewType type, DataViewType item) => type is VectorDataViewType vector
        ? vector.ItemType == item && vector.Size == Count
        : type == item && Count == 1;

    /// <summary>Creates a reader of one value per map; zeros without a column.</summary>
    private Func<T[]> CreateReader<T>(DataViewRow input, DataViewSchema.Column? column)
    {
        switch (column?.Type)
        {
            case null:
                var none = new T[Count];
                return () => none;
            case VectorDataViewType:
                ValueGetter<VBuffer<T>> getValues = input.GetGetter<VBuffer<T>>(column.Value);
                VBuffer<T> values = default;
                return () =>
                {
                    getValues(ref values);
                    return values.Length == Count
                        ? [.. values.DenseValues()]
                        : throw new ArgumentException(
                            $"Column '{column.Value.Name}' must hold {Count} value(s), one for each map, " +
                            $"but this row has {values.Length}.");
                };
            default:
                ValueGetter<T> getValue = input.GetGetter<T>(column.Value);
                T value = default!;
                return () =>
                {
                    getValue(ref value);
                    return [value];
                };
        }
    }
}
