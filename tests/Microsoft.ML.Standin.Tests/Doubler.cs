using Microsoft.ML.Data;

namespace Microsoft.ML.Standin.Tests;

/// <summary>A transformer from outside ML.NET, made for PredictionEngine: "Number" to "Doubled". It notes where it computes.</summary>
internal sealed class Doubler : ITransformer, IDisposable
{
    public List<long> Positions { get; } = [];

    public bool IsDisposed { get; private set; }

    public bool IsRowToRowMapper { get; init; } = true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new Mapper(this, inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => throw new NotSupportedException();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(this, inputSchema);

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

    public void Dispose() => IsDisposed = true;

    private sealed class Mapper : IRowToRowMapper
    {
        private readonly Doubler _doubler;

        public Mapper(Doubler doubler, DataViewSchema input)
        {
            _doubler = doubler;
            InputSchema = input;
            var schema = new DataViewSchema.Builder();
            schema.AddColumns(input);
            schema.AddColumn("Doubled", NumberDataViewType.Single);
            OutputSchema = schema.ToSchema();
        }

        public DataViewSchema InputSchema { get; }

        public DataViewSchema OutputSchema { get; }

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            dependingColumns.Select(column => InputSchema[column.Index < InputSchema.Count ? column.Index : InputSchema["Number"].Index]);

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
            new DoubledRow(input, OutputSchema, _doubler.Positions);
    }

    private sealed class DoubledRow(DataViewRow input, DataViewSchema schema, List<long> positions) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < input.Schema.Count)
            {
                return input.GetGetter<TValue>(column);
            }

            var number = input.GetGetter<float>(input.Schema["Number"]);
            return (ValueGetter<TValue>)(object)(ValueGetter<float>)((ref float value) =>
            {
                positions.Add(input.Position);
                number(ref value);
                value *= 2;
            });
        }
    }
}
