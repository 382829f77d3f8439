using System.Text;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    /// <summary>
    /// Keeps a record that could not be used, and commits. A second one of the same time, source and bytes is the same.
    /// </summary>
    /// <param name="receivedAt">When it was received, unix milliseconds.</param>
    /// <param name="source">The source's name in the settings.</param>
    /// <param name="reason">Why it could not be used.</param>
    /// <param name="raw">Its bytes.</param>
    /// <exception cref="StoreException">The database refused; nothing is stored.</exception>
    public void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw)
    {
        _notices.InsertDeadLetter.Integer(1, receivedAt).Text(2, Encoding.UTF8.GetBytes(source))
            .Text(3, Encoding.UTF8.GetBytes(reason)).Blob(4, raw);
        InTransaction(() => _notices.InsertDeadLetter.Run());
    }
}
