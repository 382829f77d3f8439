using System.Buffers.Binary;
using System.Text;
using Tidings.Queue;
using Tidings.Storage.Queries;

namespace Tidings.Storage.Copying;

/// <summary>
/// Some rows of a table on their way: numbers, times as unix milliseconds, truth values as 0 and 1, texts as UTF-8, no
/// strings and no boxes. Reused; as large as its bounds, or one giant row.
/// </summary>
sealed class CopyBatch
{
    const int MaxCells = 200_000;
    const int MaxBytes = 4 << 20;

    /// <summary>The length of a cell that holds nothing, and of one that holds a number.</summary>
    const int Null = -1, Number = -2;

    readonly record struct Cell(long Value, int Length);

    readonly List<Cell> _cells = [];
    byte[] _bytes = new byte[1 << 16];
    int _used;

    /// <summary>The table whose rows it holds.</summary>
    public CopyTable Table { get; private set; } = CopyTables.All[0];

    public int Rows => _cells.Count / Table.Columns.Count;

    /// <summary>True where it should be written before more comes in.</summary>
    public bool IsFull => _cells.Count >= MaxCells || _used >= MaxBytes;

    /// <summary>Forgets everything, and takes rows of this table.</summary>
    public void Clear(CopyTable table)
    {
        Table = table;
        _cells.Clear();
        _used = 0;
        if (_bytes.Length > 4 * MaxBytes)
            _bytes = new byte[1 << 16];
    }

    /// <summary>Adds the next cell of a row: nothing.</summary>
    public void AddNull() => _cells.Add(new(0, Null));

    /// <summary>Adds a number, a time, a truth value, or the bits of a real one.</summary>
    public void Add(long number) => _cells.Add(new(number, Number));

    /// <summary>Adds a text or bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _used < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_used));
        _cells.Add(new(_used, bytes.Length));
        _used += bytes.Length;
    }

    public bool IsNull(int row, int column) => At(row, column).Length == Null;

    public long Integer(int row, int column) => At(row, column).Value;

    public double Real(int row, int column) => BitConverter.Int64BitsToDouble(At(row, column).Value);

    public ReadOnlySpan<byte> Bytes(int row, int column)
    {
        var cell = At(row, column);
        return _bytes.AsSpan((int)cell.Value, cell.Length);
    }

    /// <summary>
    /// The sum of the rows' checksums: the same for the same rows in any order, from either database.
    /// </summary>
    public long Checksum()
    {
        var sum = 0L;
        var bytes = new List<byte>(1024);
        for (var row = 0; row < Rows; row++)
        {
            bytes.Clear();
            for (var column = 0; column < Table.Columns.Count; column++)
                Write(bytes, row, column);
            sum = unchecked(sum + FieldChecksum.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)));
        }
        return sum;
    }

    void Write(List<byte> bytes, int row, int column)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        var cell = At(row, column);
        if (cell.Length < 0)
        {
            bytes.Add((byte)cell.Length);
            if (cell.Length == Null)
                return;
            // 0.0 and -0.0 are equal, and SQLite keeps one of them only
            var value = Table.Columns[column].Kind == CopyKind.Real && cell.Value == long.MinValue ? 0 : cell.Value;
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            bytes.AddRange(number);
            return;
        }
        var text = Bytes(row, column);
        if (Table.Columns[column].Kind == CopyKind.Json)
            text = Encoding.UTF8.GetBytes(CanonicalJson.Of(Encoding.UTF8.GetString(text)));
        BinaryPrimitives.WriteInt64BigEndian(number, text.Length);
        bytes.AddRange(number);
        bytes.AddRange(text);
    }

    Cell At(int row, int column) => _cells[row * Table.Columns.Count + column];
}
