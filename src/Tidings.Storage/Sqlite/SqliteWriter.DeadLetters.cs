using System.Text;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    /// <inheritdoc/>
    public override void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw)
    {
        _notices.InsertDeadLetter.Integer(1, receivedAt).Text(2, Encoding.UTF8.GetBytes(source))
            .Text(3, Encoding.UTF8.GetBytes(reason)).Blob(4, raw);
        InTransaction(() =>
        {
            CheckConfiguration();
            _notices.InsertDeadLetter.Run();
        });
    }
}
