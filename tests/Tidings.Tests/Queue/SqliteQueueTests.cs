using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Queue;

public sealed class SqliteQueueTests : QueueContract
{
    private protected override IPostQueue OpenAnother() =>
        SqliteQueue.Open(Folder.File("queue.db"), new() { Clock = Clock });
}
