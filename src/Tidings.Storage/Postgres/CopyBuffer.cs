using System.Buffers.Binary;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Rows in the format of binary COPY, written straight from UTF-8 and numbers: no strings, no boxes. Reused.
/// </summary>
/// <remarks>
/// The format is PostgreSQL's manual, "COPY", section "Binary Format": a signature, rows of 16-bit column counts and
/// 32-bit lengths (-1 for null), all numbers big-endian, and -1 for a column count at the end.
/// </remarks>
/// <param name="columns">Columns of each row.</param>
/// <param name="command">The COPY command that takes them.</param>
sealed class CopyBuffer(short columns, string command)
{
    const int KeepBytes = 32 << 20;

    /// <summary>
    /// Bytes of a message: the server takes a message in whole before it looks at the rows, so that with small ones both
    /// sides work at once.
    /// </summary>
    const int MessageBytes = 64 << 10;

    const int Null = -1;

    byte[] _bytes = new byte[1 << 16];
    int _used;
    NpgsqlConnection? _pouring;
    NpgsqlRawCopyStream? _stream;

    /// <summary>Rows in it, and of those that are sent while they are made, rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Forgets all rows and keeps the space, unless a giant batch needed much.</summary>
    public void Clear()
    {
        if (_bytes.Length > KeepBytes)
            _bytes = new byte[1 << 16];
        (_used, Rows) = (0, 0);
        ReadOnlySpan<byte> signature =
            [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        signature.CopyTo(Space(signature.Length));
    }

    /// <summary>Begins a row; its columns must follow in the order of the command.</summary>
    public CopyBuffer Row()
    {
        if (_pouring is not null && _used >= MessageBytes)
        {
            _stream ??= _pouring.BeginRawBinaryCopy(command);
            _stream.Write(_bytes, 0, _used);
            _used = 0;
        }
        Rows++;
        BinaryPrimitives.WriteInt16BigEndian(Space(2), columns);
        return this;
    }

    public CopyBuffer Text(ReadOnlySpan<byte> utf8)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), utf8.Length);
        utf8.CopyTo(Space(utf8.Length));
        return this;
    }

    public CopyBuffer TextOrNull(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? Missing() : Text(utf8);

    /// <summary>JSON text for a column of type <c>jsonb</c>, whose format has a version in front.</summary>
    public CopyBuffer Json(ReadOnlySpan<byte> utf8)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), utf8.Length + 1);
        Space(1)[0] = 1;
        utf8.CopyTo(Space(utf8.Length));
        return this;
    }

    public CopyBuffer Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), 4);
        BinaryPrimitives.WriteInt32BigEndian(Space(4), value);
        return this;
    }

    public CopyBuffer Long(long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), 8);
        BinaryPrimitives.WriteInt64BigEndian(Space(8), value);
        return this;
    }

    public CopyBuffer Long(long? value) => value is { } number ? Long(number) : Missing();

    public CopyBuffer Real(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public CopyBuffer Flag(bool value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), 1);
        Space(1)[0] = value ? (byte)1 : (byte)0;
        return this;
    }

    public CopyBuffer Flag(bool? value) => value is { } flag ? Flag(flag) : Missing();

    /// <summary>A time in unix milliseconds.</summary>
    public CopyBuffer Time(long milliseconds) => Long(PostgresTime.Wire(milliseconds));

    public CopyBuffer Time(long? milliseconds) => milliseconds is { } known ? Time(known) : Missing();

    /// <summary>Sends the rows, if there are any.</summary>
    public void Send(NpgsqlConnection connection)
    {
        if (Rows == 0)
            return;
        BinaryPrimitives.WriteInt16BigEndian(Space(2), -1);
        using var stream = connection.BeginRawBinaryCopy(command);
        for (var sent = 0; sent < _used; sent += MessageBytes)
            stream.Write(_bytes, sent, Math.Min(MessageBytes, _used - sent));
    }

    /// <summary>
    /// Sends rows while they are made, if there are any, so that the server stores the first ones meanwhile.
    /// </summary>
    /// <param name="connection">Can take no other command until then.</param>
    /// <param name="make">Makes the rows.</param>
    public void Pour(NpgsqlConnection connection, Action<CopyBuffer> make)
    {
        Clear();
        _pouring = connection;
        try
        {
            make(this);
            if (_stream is null)
            {
                Send(connection);
                return;
            }
            BinaryPrimitives.WriteInt16BigEndian(Space(2), -1);
            _stream.Write(_bytes, 0, _used);
        }
        catch (Exception error) when (error is not NpgsqlException)
        {
            CancelStream(); // else the server would take what it has for the whole
            throw;
        }
        finally
        {
            _pouring = null;
            using (_stream)
                _stream = null;
        }
    }

    void CancelStream()
    {
        try
        {
            _stream?.Cancel();
        }
        catch (NpgsqlException)
        {
            // the server had refused before: what went wrong first is told
        }
    }

    /// <summary>A column without value.</summary>
    public CopyBuffer Missing()
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), Null);
        return this;
    }

    Span<byte> Space(int length)
    {
        if (_bytes.Length - _used < length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        var space = _bytes.AsSpan(_used, length);
        _used += length;
        return space;
    }
}
