namespace Microsoft.ML.Saliency;

/// <summary>Reads a column of maps and their targets, as the saliency estimators write them.</summary>
internal sealed class MapColumn
{
    private readonly DataViewSchema.Column _maps;
    private readonly DataViewSchema.Column? _targets;

    /// <param name="schema">The schema of the data.</param>
    /// <param name="name">The map column: Vector of Single, H x W or T x H x W.</param>
    /// <param name="targetName">The target column: Int32 or T of them. Null if the targets are not needed.</param>
    /// <param name="height">Height H of a map; null to use the column's type.</param>
    /// <param name="width">Width W of a map; null to use the column's type.</param>
    public MapColumn(DataViewSchema schema, string name, string? targetName, int? height = null, int? width = null)
    {
        _maps = InputColumn.Find(schema, name);
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
            DataViewType type = _targets.Value.Type;
            bool fits = type is VectorDataViewType { ItemType: var targetItem, Size: var targets }
                ? targetItem == NumberDataViewType.Int32 && targets == Count
                : type == NumberDataViewType.Int32 && Count == 1;
            if (!fits)
            {
                throw new ArgumentException(
                    $"Column '{targetName}' must hold {Count} class index(es) (Int32), one for each map of '{name}', but holds {type}.");
            }
        }
    }

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
    public IEnumerable<DataViewSchema.Column> Columns => _targets is DataViewSchema.Column targets ? [_maps, targets] : [_maps];

    /// <summary>Creates a reader of the current row's maps. Without targets they have class 0.</summary>
    public Func<SaliencyMap[]> CreateReader(DataViewRow input)
    {
        ValueGetter<VBuffer<float>> getMaps = input.GetGetter<VBuffer<float>>(_maps);
        Func<int[]> readTargets = CreateTargetReader(input);
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
            int[] targets = readTargets();
            return [.. targets.Select((target, t) => new SaliencyMap(Height, Width, dense[(t * length)..][..length], target, float.NaN))];
        };
    }

    private Func<int[]> CreateTargetReader(DataViewRow input)
    {
        switch (_targets?.Type)
        {
            case null:
                var none = new int[Count];
                return () => none;
            case VectorDataViewType:
                ValueGetter<VBuffer<int>> getTargets = input.GetGetter<VBuffer<int>>(_targets.Value);
                VBuffer<int> targets = default;
                return () =>
                {
                    getTargets(ref targets);
                    return [.. targets.DenseValues()];
                };
            default:
                ValueGetter<int> getTarget = input.GetGetter<int>(_targets.Value);
                int target = 0;
                return () =>
                {
                    getTarget(ref target);
                    return [target];
                };
        }
    }
}
