namespace Microsoft.ML.Saliency;

/// <summary>The images of a folder as data: an image column and a path column.</summary>
internal sealed class ImageFolderView : IDataView
{
    private readonly string[] _files;
    private readonly bool _skipUndecodable;
    private readonly ImageLoadOptions _loading;
    private readonly Action<string> _warn;

    public ImageFolderView(string folder, ImageFolderOptions options, Action<string> warn)
    {
        ImageFiles found = ImageFiles.Find(folder, options.Recursive, options.Extensions);
        _files = found.Paths;
        _skipUndecodable = options.SkipUndecodable;
        _loading = options.Loading;
        _loading.Validate();
        _warn = warn;
        if (found.LeftOut is not null)
        {
            warn($"{folder}: {found.LeftOut}");
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumn(options.PathColumnName, TextDataViewType.Instance);
        builder.AddColumn(options.ImageColumnName, new ImageDataViewType());
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }
    public bool CanShuffle => false;
    public long? GetRowCount() => _skipUndecodable ? null : _files.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ImageFolderView view, HashSet<int> active) : DataViewRowCursor
    {
        private const int PathColumn = 0;
        private int _file = -1;
        private long _position = -1;
        private MLImage? _decoded;

        public override DataViewSchema Schema => view.Schema;
        public override long Position => _position;
        public override long Batch => 0;

        public override bool MoveNext()
        {
            while (++_file < view._files.Length)
            {
                if (!view._skipUndecodable || TryDecode())
                {
                    _position++;
                    return true;
                }
            }

            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
            {
                throw RowColumns.NotActive(column);
            }

            Delegate getter = column.Index == PathColumn ? (ValueGetter<ReadOnlyMemory<char>>)GetPath : (ValueGetter<MLImage>)GetImage;
            return getter as ValueGetter<TValue> ?? throw RowColumns.WrongType<TValue>(column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new DataViewRowId((ulong)CurrentFile(), 0);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _decoded?.Dispose();
            }

            base.Dispose(disposing);
        }

        private void GetPath(ref ReadOnlyMemory<char> value) => value = view._files[CurrentFile()].AsMemory();

        private void GetImage(ref MLImage value)
        {
            string file = view._files[CurrentFile()];
            MLImage image = _decoded ?? RgbImage.Load(file, view._loading).ToMLImage();
            _decoded = null;
            value?.Dispose();
            value = image;
        }

        private bool TryDecode()
        {
            _decoded?.Dispose();
            _decoded = null;
            try
            {
                _decoded = RgbImage.Load(view._files[_file], view._loading).ToMLImage();
                return true;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                view._warn($"{exception.Message} The file is skipped.");
                return false;
            }
        }

        private int CurrentFile() => _position >= 0 ? _file : throw RowColumns.NoCurrentRow();
    }
}
