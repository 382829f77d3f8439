using Tidings.Storage;

namespace Tidings.Tests.Storage;

public sealed class SqliteLeaseTests : LeaseContract
{
    readonly TemporaryFolder _folder = new();

    private protected override IStore Open() => Stores.OpenForWriting(_folder.Store(), Clock);

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}
